namespace Grpc.Core;

/// <summary>A status code with a sentence for people and, on the side that made it, the exception behind it.</summary>
public struct Status(StatusCode statusCode, string detail, Exception? debugException)
{
    /// <summary>A status that has no exception behind it.</summary>
    public Status(StatusCode statusCode, string detail) : this(statusCode, detail, null) { }

    /// <summary>The code.</summary>
    public StatusCode StatusCode { get; } = statusCode;

    /// <summary>The sentence; sent to the peer.</summary>
    public string Detail { get; } = detail;

    /// <summary>The exception behind the status; never sent.</summary>
    public Exception? DebugException { get; } = debugException;

    /// <inheritdoc/>
    public override readonly string ToString() => DebugException is null
        ? $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\")"
        : $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\", DebugException=\"{DebugException.GetType()}: {DebugException.Message}\")";
}
