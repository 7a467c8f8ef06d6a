using Google.Protobuf.Reflection;

namespace MedRecords.Testing.BadInput;

/// <summary>How a call ended.</summary>
/// <param name="Http">The HTTP status; 0 where there was no answer at all.</param>
/// <param name="Grpc">The gRPC status; null where there was none.</param>
/// <param name="Message">What the answer says, or what the transport does.</param>
/// <param name="Reason">The refusal's reason, e.g. "ERROR_REASON_NOT_FOUND"; empty where it has none.</param>
internal sealed record Ending(int Http, int? Grpc, string Message, string Reason)
{
    private const int Ok = 0;
    private const int Unknown = 2;
    private const int Internal = 13;
    private const int Unavailable = 14;
    private const int DataLoss = 15;

    private const string UnreadByLibrary = "Exception was thrown by handler.";

    // What the front end says where something happened that nobody foresaw.
    private const string Unforeseen = "Something went wrong on our side";

    /// <summary>The answer's messages, framed, as far as they were read.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>The refusal's details as they were sent, encoded; empty where it has none.</summary>
    public string Details { get; init; } = string.Empty;

    /// <summary>The ending in a word: the reason, or the status.</summary>
    public string Word => Reason.Length > 0 ? Reason : Grpc is { } status ? $"{status}" : $"HTTP {Http}";

    /// <summary>Whether the call was carried out.</summary>
    public bool IsOk => Grpc == Ok;

    /// <summary>What is wrong with the ending of a bad call; null where it is a clear refusal, or an answer.</summary>
    public string? Complaint(BadCall call) => this switch
    {
        // A path that no server of HTTP may take is refused before gRPC hears of it.
        { Http: 0 } when call.BreaksProtocol && Message.Contains("PROTOCOL_ERROR", StringComparison.Ordinal) => null,
        { Http: 0 } => $"no answer: {Message}",
        { Http: >= 500 } => $"HTTP {Http}",
        { Grpc: null, Http: >= 400 } when call.BreaksProtocol => null,
        { Grpc: null } => $"HTTP {Http} without a gRPC status",
        { Grpc: Internal } when !call.BreaksProtocol || Message.Contains(Unforeseen, StringComparison.Ordinal) => $"INTERNAL: {Message}",
        // What Grpc.AspNetCore answers where it cannot read a request; it does so before any code of ours runs.
        { Grpc: Unknown, Message: UnreadByLibrary } when call.BreaksProtocol => null,
        { Grpc: Unknown or Unavailable or DataLoss } => $"status {Grpc}: {Message}",
        _ => null,
    };
}

/// <summary>A method of a running service.</summary>
/// <param name="Path">As "/package.Service/Method".</param>
/// <param name="Request">What it takes.</param>
/// <param name="StreamsRequests">Whether it takes many.</param>
/// <param name="StreamsResponses">Whether it answers with many.</param>
internal sealed record ServiceMethod(string Path, MessageDescriptor Request, bool StreamsRequests, bool StreamsResponses);
