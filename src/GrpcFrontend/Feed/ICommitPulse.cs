namespace MedRecords.GrpcFrontend.Feed;

/// <summary>Tells that something was committed somewhere. It only saves waiting: what was, is read from the feed.</summary>
public interface ICommitPulse
{
    /// <summary>
    /// Ends with the next commit heard of. Take it before reading the feed, and no commit falls between the
    /// reading and the waiting.
    /// </summary>
    Task Next { get; }
}
