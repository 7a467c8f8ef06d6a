using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;

namespace MedRecords.Grains.Interfaces.Feed;

/// <summary>Reads the change feed for a caller. Any number of them work side by side; the key is 0.</summary>
public interface IFeedGrain : IGrainWithIntegerKey
{
    /// <summary>Name of the stream provider and namespace on which silos tell that a commit happened. Hearing nothing costs time only.</summary>
    const string Notices = "commits";

    /// <summary>
    /// Reads what follows a resume token, as far as the caller may know of it. Tokens are opaque; one that
    /// is not ours is refused.
    /// </summary>
    Task<Answer<FeedPage>> ReadAsync(Caller caller, FeedQuery query);
}

/// <summary>Where to read the feed.</summary>
/// <param name="ResumeToken">Token of the last change taken; empty for none.</param>
/// <param name="FromStart">Without a token: from the first change, not from now.</param>
/// <param name="ChartId">Only this chart; empty for all.</param>
[GenerateSerializer, Immutable]
public sealed record FeedQuery(string ResumeToken, bool FromStart, string ChartId);

/// <summary>A change in the feed.</summary>
/// <param name="ResumeToken">Token after it.</param>
/// <param name="ChartId">The chart.</param>
/// <param name="Change">The change.</param>
[GenerateSerializer, Immutable]
public sealed record FeedChange(string ResumeToken, string ChartId, ChartChange Change);

/// <summary>A page of the feed.</summary>
/// <param name="Changes">Changes in commit order.</param>
/// <param name="ResumeToken">Token after the page, also where it holds no change.</param>
/// <param name="AtEnd">Whether nothing followed when it was read.</param>
[GenerateSerializer, Immutable]
public sealed record FeedPage(IReadOnlyList<FeedChange> Changes, string ResumeToken, bool AtEnd);
