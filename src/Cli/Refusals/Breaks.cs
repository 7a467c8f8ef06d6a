using System.Net.Sockets;
using System.Security.Authentication;

namespace MedRecords.Cli.Refusals;

/// <summary>How far a connection came before it failed.</summary>
internal enum Break
{
    /// <summary>It did not fail.</summary>
    None,

    /// <summary>There was none, so nothing was asked.</summary>
    NoAnswer,

    /// <summary>There was none, because the service could not prove who it is.</summary>
    NotTrusted,

    /// <summary>Something answers that does not speak this protocol.</summary>
    NotUnderstood,

    /// <summary>It ended before the answer came; what was asked may have been done.</summary>
    BrokenOff,
}

/// <summary>Tells from an exception how far a connection came.</summary>
internal static class Breaks
{
    // What a connection ends with when the other side answers in HTTP/1 (RFC 9113, section 7).
    private const long ProtocolError = 1;
    private const long FrameSizeError = 6;

    /// <summary>How far the connection behind an exception came.</summary>
    public static Break Of(Exception cause) => cause switch
    {
        AuthenticationException => Break.NotTrusted,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError, InnerException: { } inner } when Of(inner) == Break.NotTrusted => Break.NotTrusted,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError or HttpRequestError.VersionNegotiationError } => Break.NotUnderstood,
        HttpRequestException { InnerException: HttpProtocolException { ErrorCode: ProtocolError or FrameSizeError } } => Break.NotUnderstood,
        HttpProtocolException { ErrorCode: ProtocolError or FrameSizeError } => Break.NotUnderstood,
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.ProxyTunnelError } => Break.NoAnswer,
        SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.TimedOut } => Break.NoAnswer,
        // Also a handshake without an end: requests go out before the other side has greeted, and may have been carried out.
        _ => Break.BrokenOff,
    };
}
