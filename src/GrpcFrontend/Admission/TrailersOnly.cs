using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace MedRecords.GrpcFrontend.Admission;

/// <summary>
/// An answer of headers alone that ends a call before it began, "Trailers-Only" in
/// https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md.
/// </summary>
internal static class TrailersOnly
{
    private const string ContentType = "application/grpc";

    /// <summary>Whether whoever sent the request would understand it.</summary>
    public static bool IsForGrpc(HttpRequest request) =>
        request.ContentType?.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase) == true && HttpProtocol.IsHttp2(request.Protocol);

    /// <summary>Ends the call with the status and the trailers of a refusal.</summary>
    public static Task AnswerAsync(HttpResponse response, RpcException refusal)
    {
        response.ContentType = ContentType;
        response.Headers.GrpcStatus = ((int)refusal.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        response.Headers.GrpcMessage = Escape(refusal.Status.Detail);
        foreach (var entry in refusal.Trailers)
            response.Headers.Append(entry.Key, entry.IsBinary ? Convert.ToBase64String(entry.ValueBytes).TrimEnd('=') : entry.Value);
        return Task.CompletedTask;
    }

    // The refusals' own words are ASCII; anything else is percent-encoded.
    private static string Escape(string detail) =>
        detail.AsSpan().ContainsAnyExceptInRange(' ', '~') || detail.Contains('%') ? Uri.EscapeDataString(detail) : detail;
}
