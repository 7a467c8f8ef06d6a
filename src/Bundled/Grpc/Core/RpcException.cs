namespace Grpc.Core;

/// <summary>A call that ended with a status other than OK; a handler throws it, a client receives it.</summary>
public class RpcException(Status status, Metadata trailers, string message) : Exception(message, status.DebugException)
{
    /// <summary>Fails a call with a status and no trailers.</summary>
    public RpcException(Status status) : this(status, [], status.ToString()) { }

    /// <summary>Fails a call with a status and trailers.</summary>
    public RpcException(Status status, Metadata trailers) : this(status, trailers, status.ToString()) { }

    /// <summary>The status.</summary>
    public Status Status => status;

    /// <summary>The status's code.</summary>
    public StatusCode StatusCode => status.StatusCode;

    /// <summary>The metadata sent along with the status.</summary>
    public Metadata Trailers => trailers;
}
