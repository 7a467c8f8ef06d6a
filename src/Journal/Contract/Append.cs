namespace MedRecords.Journal.Contract;

/// <summary>A version of a history on which a decision was based. 0 means that the history was empty.</summary>
public readonly record struct Seen(HistoryId History, long Version);

/// <summary>One event as it is stored: sealed, and linked to the one before it.</summary>
/// <param name="Payload">Sealed payload; see docs/adr/0003-journal-format.md.</param>
/// <param name="Hash">SHA-256 of the link to this event, 32 bytes; see HashChain.</param>
public readonly record struct SealedEvent(ReadOnlyMemory<byte> Payload, ReadOnlyMemory<byte> Hash);

/// <summary>
/// One access, to be committed as a whole or not at all: the versions it was decided on, the events it
/// adds to one history (none for a read), and its record for the log.
/// </summary>
public sealed class Append
{
    /// <summary>The history concerned. Its version in <see cref="Seen"/>[0] is the one that new events follow.</summary>
    public required HistoryId History { get; init; }

    /// <summary>The versions on which the decision was based; the first is that of <see cref="History"/>.</summary>
    public required IReadOnlyList<Seen> Seen { get; init; }

    /// <summary>New events, the first of which gets version Seen[0].Version + 1.</summary>
    public IReadOnlyList<SealedEvent> Events { get; init; } = [];

    /// <summary>The access's record in the log: its first 16 bytes name the history, the rest is opaque to the store; see CommitRecord.</summary>
    public required ReadOnlyMemory<byte> Record { get; init; }

    /// <summary>Keyed hashes (16 bytes each) under which the history can be found from now on.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Terms { get; init; } = [];

    /// <summary>The history's wrapped data key, with its first event; null otherwise.</summary>
    public ReadOnlyMemory<byte>? WrappedKey { get; init; }
}

/// <summary>What became of one <see cref="Append"/>.</summary>
/// <param name="Commit">Number of the commit that holds it; 0 where it was not committed because a version seen was not current.</param>
/// <param name="Current">The current versions, in the order of <see cref="Append.Seen"/>, as the commit found them.</param>
public readonly record struct AppendResult(long Commit, IReadOnlyList<long> Current)
{
    /// <summary>Whether it is stored, durably.</summary>
    public bool Committed => Commit != 0;
}

/// <summary>An event as read back.</summary>
/// <param name="Version">Its version, from 1, without gaps.</param>
/// <param name="Payload">Sealed payload.</param>
/// <param name="Hash">Its link in the chain.</param>
public sealed record StoredEvent(long Version, byte[] Payload, byte[] Hash);

/// <summary>One commit of the log: all the accesses that became durable together.</summary>
/// <param name="Number">From 1, without gaps, in the order in which commits became visible.</param>
/// <param name="Records">The accesses' records, in their order within the commit; never empty.</param>
public sealed record StoredCommit(long Number, IReadOnlyList<byte[]> Records);
