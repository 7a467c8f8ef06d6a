using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client;

/// <summary>How a response, or its absence, becomes a status.</summary>
internal static class ClientStatus
{
    /// <summary>The status in headers or trailers, or null.</summary>
    public static Status? In(HttpHeaders headers)
    {
        if (!headers.NonValidated.TryGetValues(Headers.Status, out var code))
            return null;
        var message = headers.NonValidated.TryGetValues(Headers.Message, out var encoded) ? StatusMessage.Decode(encoded.ToString()) : "";
        return new Status(int.TryParse(code.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (StatusCode)number : StatusCode.Unknown, message);
    }

    /// <summary>Why no messages follow the response's headers, or null if they may.</summary>
    public static Status? RefusalIn(HttpResponseMessage response)
    {
        if (In(response.Headers) is { } status)
            return status.StatusCode == StatusCode.OK ? null : status;
        if (response.StatusCode != HttpStatusCode.OK)
            return new Status(OfHttp(response.StatusCode), $"The server answered with HTTP status {(int)response.StatusCode}.");
        return Headers.IsGrpc(response.Content.Headers.ContentType?.MediaType) ? null : new Status(StatusCode.Cancelled, "The server's answer is not gRPC.");
    }

    /// <summary>The status of a call that failed on this side.</summary>
    public static Status Of(Exception exception) => exception switch
    {
        RpcException refusal => refusal.Status,
        OperationCanceledException => new Status(StatusCode.Cancelled, "", exception),
        _ => new Status(OfTransport(exception), $"The call failed: {exception.Message}", exception),
    };

    private static StatusCode OfTransport(Exception? exception) => exception switch
    {
        null => StatusCode.Internal,
        HttpProtocolException { ErrorCode: 7 } => StatusCode.Unavailable,
        HttpProtocolException { ErrorCode: 8 } => StatusCode.Cancelled,
        HttpProtocolException { ErrorCode: 11 } => StatusCode.ResourceExhausted,
        HttpProtocolException { ErrorCode: 12 } => StatusCode.PermissionDenied,
        HttpProtocolException => StatusCode.Internal,
        { InnerException: not null } => OfTransport(exception.InnerException),
        SocketException or IOException => StatusCode.Unavailable,
        _ => StatusCode.Internal,
    };

    private static StatusCode OfHttp(HttpStatusCode code) => (int)code switch
    {
        400 => StatusCode.Internal,
        401 => StatusCode.Unauthenticated,
        403 => StatusCode.PermissionDenied,
        404 => StatusCode.Unimplemented,
        429 or 502 or 503 or 504 => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };
}
