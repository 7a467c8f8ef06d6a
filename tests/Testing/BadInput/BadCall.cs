namespace MedRecords.Testing.BadInput;

/// <summary>One call that something is wrong with.</summary>
/// <param name="Fault">What is wrong with it, in a word or two.</param>
/// <param name="Path">The method, as "/package.Service/Method".</param>
/// <param name="Body">The request's bytes, with what frames them.</param>
internal sealed record BadCall(string Fault, string Path, byte[] Body)
{
    /// <summary>The HTTP method.</summary>
    public HttpMethod Verb { get; init; } = HttpMethod.Post;

    /// <summary>The content type; null for none.</summary>
    public string? ContentType { get; init; } = "application/grpc";

    /// <summary>Header fields, beside the token, that differ from what a decent client sends; null takes one away.</summary>
    public IReadOnlyDictionary<string, string?> Headers { get; init; } = new Dictionary<string, string?>();

    /// <summary>
    /// Whether the request is broken as gRPC: such calls may end as INTERNAL, as the protocol wants it, or be
    /// refused by HTTP. With sound framing they may not.
    /// </summary>
    public bool BreaksProtocol { get; init; }
}
