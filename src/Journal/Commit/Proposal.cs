using Google.Protobuf;
using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;

namespace MedRecords.Journal.Commit;

/// <summary>Where a history stands, as its owner knows it.</summary>
/// <param name="Id">The history.</param>
/// <param name="Version">Its newest version known; 0 where it is empty.</param>
/// <param name="Head">Its chain's hash at that version.</param>
/// <param name="Key">Its data key; null where it has none yet.</param>
public sealed record Position(HistoryId Id, long Version, ReadOnlyMemory<byte> Head, DataKey? Key)
{
    /// <summary>The position of a history that has no event.</summary>
    public static Position Empty(HistoryId id) => new(id, 0, Chain.HashChain.Start, null);

    /// <summary>The version as a decision's ground.</summary>
    public Seen Seen => new(Id, Version);
}

/// <summary>One access that an owner wants committed, in the clear.</summary>
/// <param name="At">The history concerned, as the decision saw it.</param>
/// <param name="AlsoSeen">Other versions that the decision was based on, e.g. the caller's account and the policy.</param>
/// <param name="Events">Events to add; none for a read.</param>
/// <param name="Access">The access record.</param>
/// <param name="Terms">Keyed hashes under which the history can be found from now on.</param>
public sealed record Proposal(Position At, IReadOnlyList<Seen> AlsoSeen, IReadOnlyList<IMessage> Events, IMessage Access, IReadOnlyList<ReadOnlyMemory<byte>> Terms)
{
    /// <summary>A read: no events, nothing new to find.</summary>
    public Proposal(Position at, IReadOnlyList<Seen> alsoSeen, IMessage access)
        : this(at, alsoSeen, [], access, [])
    {
    }
}

/// <summary>What became of a proposal.</summary>
/// <param name="Committed">Whether it is durable. If not, some version seen was not current and nothing was stored.</param>
/// <param name="After">Where the history stands now; null where not committed.</param>
/// <param name="Events">The events as they are stored, in the clear.</param>
/// <param name="Current">Current versions: the history's, then AlsoSeen's in order.</param>
public readonly record struct CommitOutcome(bool Committed, Position? After, IReadOnlyList<OpenedEvent> Events, IReadOnlyList<long> Current);
