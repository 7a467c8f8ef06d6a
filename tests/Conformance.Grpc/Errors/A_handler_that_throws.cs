using Grpc.Core;
using MedRecords.Conformance.Grpc.Server;
using Xunit;

namespace MedRecords.Conformance.Grpc.Errors;

public sealed class A_handler_that_throws(ProbeServer server) : IClassFixture<ProbeServer>
{
    private static readonly Failure Secret = new() { Detail = "a secret", After = 1 };

    [Fact]
    public async Task Tells_the_client_nothing_of_the_exception()
    {
        var failure = await server.Client.FailAsync(Secret).FailsWith(StatusCode.Unknown);
        Assert.Equal("Exception was thrown by handler.", failure.Status.Detail);
        Assert.DoesNotContain(failure.Trailers, entry => entry.Key is not ("date" or "server" or "content-length"));
    }

    [Fact]
    public async Task Tells_the_client_nothing_after_messages_either()
    {
        using var call = server.Client.FailLate(Secret);
        Assert.True(await call.ResponseStream.MoveNext(default).Within());
        var failure = await call.ResponseStream.MoveNext(default).FailsWith(StatusCode.Unknown);
        Assert.Equal("Exception was thrown by handler.", failure.Status.Detail);
    }

    [Fact]
    public async Task Tells_all_when_detailed_errors_are_enabled()
    {
        await using var server = await ProbeServer.StartAsync(options => options.EnableDetailedErrors = true);
        var failure = await server.Client.FailAsync(Secret).FailsWith(StatusCode.Unknown);
        Assert.StartsWith("Exception was thrown by handler.", failure.Status.Detail);
        Assert.Contains("a secret", failure.Status.Detail);
    }
}
