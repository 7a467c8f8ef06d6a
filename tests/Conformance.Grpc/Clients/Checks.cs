using Xunit;

namespace MedRecords.Conformance.Grpc.Clients;

/// <summary>What every foreign client checks.</summary>
public static class Checks
{
    public static TheoryData<string> Names =>
    [
        "unary", "server streaming", "server streaming of nothing", "client streaming", "duplex streaming",
        "every status", "any words", "rich details", "a failure after messages", "an exception", "an unimplemented method",
        "a deadline", "a deadline after a message", "cancellation", "large messages", "a message too large",
        "metadata", "compressed responses", "compressed requests", "many calls at once",
    ];
}
