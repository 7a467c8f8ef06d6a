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
    /// <summary>How far the connection behind an exception came.</summary>
    public static Break Of(Exception cause) => cause switch
    {
        AuthenticationException => Break.NotTrusted,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError, InnerException: { } inner } when Of(inner) == Break.NotTrusted => Break.NotTrusted,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError or HttpRequestError.InvalidResponse or HttpRequestError.VersionNegotiationError } => Break.NotUnderstood,
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.ProxyTunnelError } => Break.NoAnswer,
        _ => Break.BrokenOff,
    };
}
