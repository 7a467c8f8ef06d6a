namespace MedRecords.Journal.Contract;

/// <summary>
/// Where the journal is kept. One contract, every backend, one conformance suite, no optional parts.
/// A store knows nothing of what it keeps: payloads and records come sealed.
/// </summary>
/// <remarks>
/// <para>
/// <see cref="AppendAsync"/> takes all that a silo has in flight and commits it in one transaction:
/// one round trip, one fsync. For each <see cref="Append"/> on its own:
/// </para>
/// <list type="number">
/// <item>Every version in Seen is current: its events, terms, key and record are in the commit. The
/// result has the commit's number, durable before the call returns.</item>
/// <item>Some version in Seen is not current: nothing of it is stored, and the result has the current
/// versions. The others in the same call are not affected.</item>
/// <item>Two appends with events for one history in one call are a fault of the caller (ArgumentException,
/// nothing stored). Reads of that history beside it are decided on the version before the write.</item>
/// <item>No append in the call is committed: there is no commit, and no number is used up.</item>
/// <item>Versions current before this call are those of every commit that was acknowledged before it
/// began, by any process on the same database, and perhaps of later ones. Commits are serialized:
/// number order, visibility order and durability order are the same.</item>
/// <item><see cref="JournalUnavailableException"/>: nothing was stored. A retry can help.</item>
/// <item><see cref="OutcomeUnknownException"/>: stored or not, for all of the call. Read before telling
/// anyone; a retry may find its own events.</item>
/// <item><see cref="JournalDamagedException"/>: what is stored contradicts itself. A retry cannot help.</item>
/// <item>After a failed write or fsync the store acknowledges nothing more on that connection; it opens
/// the database anew, and only what it then reads counts.</item>
/// </list>
/// Reads see every commit acknowledged before they began. Where a damage to what is stored would make a read, a
/// search or a backup lack something, it throws <see cref="JournalDamagedException"/>, as far as the backend or
/// its database can tell; it never answers as if that had not been there. All members may be called at once from many
/// threads. After disposal every member throws ObjectDisposedException.
/// </remarks>
public interface IJournalStore : IAsyncDisposable
{
    /// <summary>For the log at start: the backend and its version, e.g. "SQLite 3.50.4".</summary>
    string Description { get; }

    /// <summary>One line on what its operator should change about the database that is open; null where nothing.</summary>
    string? Advice { get; }

    /// <summary>Where the processes on this journal say what they do; of use while the journal is open.</summary>
    ISiloRegistry Silos { get; }

    /// <summary>
    /// Opens the database, makes or upgrades its tables, and refuses, with
    /// <see cref="JournalRefusedException"/> and a message that says what to do, one that is locked by
    /// another process, foreign, newer than this program, or not writable.
    /// </summary>
    Task OpenAsync(CancellationToken cancellation);

    /// <summary>Commits what is in flight; see the remarks. Results are in the order of the appends.</summary>
    Task<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<Append> appends, CancellationToken cancellation);

    /// <summary>Events with versions above <paramref name="after"/>, ascending, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<StoredEvent>> ReadAsync(HistoryId history, long after, int limit, CancellationToken cancellation);

    /// <summary>The newest events, ascending, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<StoredEvent>> ReadNewestAsync(HistoryId history, int limit, CancellationToken cancellation);

    /// <summary>The events of these versions that exist, ascending. At most 1,000 versions.</summary>
    Task<IReadOnlyList<StoredEvent>> ReadVersionsAsync(HistoryId history, IReadOnlyList<long> versions, CancellationToken cancellation);

    /// <summary>Commits with numbers above <paramref name="after"/>, ascending without gaps, at most <paramref name="limit"/> of them.</summary>
    Task<IReadOnlyList<StoredCommit>> ReadCommitsAsync(long after, int limit, CancellationToken cancellation);

    /// <summary>Number of the newest commit; 0 where there is none.</summary>
    Task<long> ReadLastCommitAsync(CancellationToken cancellation);

    /// <summary>
    /// Numbers of the commits that hold a record about the history, descending, below
    /// <paramref name="before"/>. The index behind it is filled after the commits, in bulk; this call
    /// first brings it up to the newest commit.
    /// </summary>
    Task<IReadOnlyList<long>> FindCommitsAsync(HistoryId history, long before, int limit, CancellationToken cancellation);

    /// <summary>Histories that were appended with every one of the terms, ascending by id, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<HistoryId>> FindHistoriesAsync(IReadOnlyList<ReadOnlyMemory<byte>> terms, int limit, CancellationToken cancellation);

    /// <summary>The history's wrapped data key; null where it has none (never had, or destroyed).</summary>
    Task<byte[]?> ReadKeyAsync(HistoryId history, CancellationToken cancellation);

    /// <summary>Wrapped data keys of the histories above <paramref name="after"/>, ascending by id, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<StoredKey>> ReadKeysAsync(HistoryId after, int limit, CancellationToken cancellation);

    /// <summary>How many wrapped data keys there are by the master key that they name in their bytes 1 to 8, ascending by that name.</summary>
    Task<IReadOnlyList<KeyGroup>> CountKeysAsync(CancellationToken cancellation);

    /// <summary>
    /// Replaces wrapped data keys, all or nothing but for those that are no longer as given, which stay as they
    /// are: the same keys, wrapped anew. Returns how many were replaced. Any number of silos may do so at once.
    /// </summary>
    Task<int> ReplaceKeysAsync(IReadOnlyList<KeyReplacement> replacements, CancellationToken cancellation);

    /// <summary>A small named value kept beside the journal, e.g. the master key's check value; null where there is none.</summary>
    Task<byte[]?> ReadSettingAsync(string name, CancellationToken cancellation);

    /// <summary>Writes a small named value if it is not there yet, and returns the one that is there in the end.</summary>
    Task<byte[]> AddSettingAsync(string name, ReadOnlyMemory<byte> value, CancellationToken cancellation);

    /// <summary>Replaces a small named value as long as it is the one given; false where it is not.</summary>
    Task<bool> ReplaceSettingAsync(string name, ReadOnlyMemory<byte> old, ReadOnlyMemory<byte> value, CancellationToken cancellation);

    /// <summary>
    /// Writes everything up to one commit, in the portable form of <see cref="Backup.BackupFormat"/>, while
    /// appends go on. The bytes are as sealed as the database is.
    /// </summary>
    Task BackupAsync(Stream destination, CancellationToken cancellation);

    /// <summary>Fills an empty database from a backup of any backend, whole or not at all.</summary>
    Task RestoreAsync(Stream source, CancellationToken cancellation);
}
