namespace Grpc.Core;

/// <summary>The outcome of a call, numbered as on the wire.</summary>
public enum StatusCode
{
    /// <summary>The call succeeded.</summary>
    OK = 0,
    /// <summary>The caller gave the call up.</summary>
    Cancelled = 1,
    /// <summary>The server failed and cannot say how.</summary>
    Unknown = 2,
    /// <summary>The request is wrong whatever the state of the system.</summary>
    InvalidArgument = 3,
    /// <summary>Time ran out; the call may still have taken effect.</summary>
    DeadlineExceeded = 4,
    /// <summary>What the request names does not exist.</summary>
    NotFound = 5,
    /// <summary>What the request would create exists already.</summary>
    AlreadyExists = 6,
    /// <summary>The caller is known and may not do this.</summary>
    PermissionDenied = 7,
    /// <summary>A quota, or a limit on size, is exceeded.</summary>
    ResourceExhausted = 8,
    /// <summary>The system is not in the state the request needs.</summary>
    FailedPrecondition = 9,
    /// <summary>A conflict with another call; repeat the whole sequence.</summary>
    Aborted = 10,
    /// <summary>The request reaches past the valid range as it stands now.</summary>
    OutOfRange = 11,
    /// <summary>The server has no such method.</summary>
    Unimplemented = 12,
    /// <summary>An invariant is broken.</summary>
    Internal = 13,
    /// <summary>The server cannot be reached now; the same call may work later.</summary>
    Unavailable = 14,
    /// <summary>Data is lost or damaged beyond repair.</summary>
    DataLoss = 15,
    /// <summary>The caller did not prove who it is.</summary>
    Unauthenticated = 16,
}
