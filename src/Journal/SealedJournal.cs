using Google.Protobuf;
using MedRecords.Journal.Chain;
using MedRecords.Journal.Commit;
using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;

namespace MedRecords.Journal;

/// <summary>An event as its owner reads it.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Content">The event, in the clear.</param>
/// <param name="Hash">Its link in the chain.</param>
public readonly record struct OpenedEvent(long Version, byte[] Content, ReadOnlyMemory<byte> Hash);

/// <summary>
/// The journal as grains use it: seals and links what they add, commits it together with the access record,
/// opens and checks what they read.
/// </summary>
public sealed class SealedJournal : IAsyncDisposable
{
    private readonly GroupCommitter _committer;
    private readonly AccessSealer _access;

    /// <summary>Takes an open store and the keys that fit it; see <see cref="InstitutionKeys.OpenAsync"/>.</summary>
    /// <param name="store">The store.</param>
    /// <param name="masters">The master keys.</param>
    /// <param name="keys">The institution's keys.</param>
    public SealedJournal(IJournalStore store, MasterKeys masters, InstitutionKeys keys)
    {
        Store = store;
        Keys = keys;
        Masters = masters;
        _committer = new GroupCommitter(store);
        _access = new AccessSealer(keys.AccessLog);
    }

    /// <summary>Takes an open store, and a key ring that stays as it is.</summary>
    public SealedJournal(IJournalStore store, KeyRing ring, InstitutionKeys keys)
        : this(store, new MasterKeys(store, ring), keys)
    {
    }

    /// <summary>The store beneath.</summary>
    public IJournalStore Store { get; }

    /// <summary>The master keys, which wrap the data keys.</summary>
    public MasterKeys Masters { get; }

    /// <summary>The institution's keys.</summary>
    public InstitutionKeys Keys { get; }

    /// <summary>Why this process' newest commit was not stored; null where it was.</summary>
    public CommitFailure? Failure => _committer.Failure;

    /// <summary>Raised after each commit of this process, with its number.</summary>
    public event Action<long>? Committed
    {
        add => _committer.Committed += value;
        remove => _committer.Committed -= value;
    }

    /// <summary>How busy it is; for one who asks at intervals.</summary>
    public CommitLoad TakeLoad() => _committer.TakeLoad();

    /// <summary>
    /// Commits an access, read or write. Where a version it was decided on is no longer current, nothing is
    /// stored and the outcome says so: read what is new and decide again. Throws
    /// <see cref="JournalUnavailableException"/> or <see cref="OutcomeUnknownException"/>.
    /// </summary>
    public async Task<CommitOutcome> CommitAsync(Proposal proposal)
    {
        var at = proposal.At;
        var key = at.Key;
        // Not byte[]: a null array would become an empty memory, which is a key.
        ReadOnlyMemory<byte>? wrapped = null;
        if (key is null && proposal.Events.Count > 0)
        {
            key = DataKey.Generate();
            wrapped = Masters.Ring.Wrap(key, at.Id);
        }

        var opened = new OpenedEvent[proposal.Events.Count];
        var events = SealEvents(at, key, proposal.Events, opened);
        var head = opened.Length > 0 ? opened[^1].Hash : at.Head;
        var result = await _committer.CommitAsync(new Append
        {
            History = at.Id,
            Seen = [at.Seen, .. proposal.AlsoSeen],
            Events = events,
            Record = _access.Seal(at.Id, events.Length, at.Version + 1, head.Span, proposal.Access),
            Terms = proposal.Terms,
            WrappedKey = wrapped,
        });
        var after = result.Committed ? new Position(at.Id, at.Version + events.Length, head, key) : null;
        return new CommitOutcome(result.Committed, after, opened, result.Current);
    }

    /// <summary>The history's data key; null where it has none.</summary>
    public async Task<DataKey?> ReadKeyAsync(HistoryId history, CancellationToken cancellation) =>
        await Store.ReadKeyAsync(history, cancellation) is { } wrapped ? await Masters.UnwrapAsync(wrapped, history, cancellation) : null;

    /// <summary>
    /// The position with its history's data key; null where the history has none, and with it no event. To be asked for
    /// before events are read: the key comes with the first of them, and one that came in between could not be opened.
    /// </summary>
    public async Task<Position?> WithKeyAsync(Position at, CancellationToken cancellation) => at switch
    {
        { Key: not null } => at,
        _ => await ReadKeyAsync(at.Id, cancellation) is { } key ? at with { Key = key } : null,
    };

    /// <summary>
    /// Reads the events after a position in their order and checks that each is linked to the one before.
    /// Throws <see cref="JournalDamagedException"/> at the first that is not.
    /// </summary>
    public async Task<IReadOnlyList<OpenedEvent>> ReadAsync(Position after, int limit, CancellationToken cancellation)
    {
        var stored = await Store.ReadAsync(after.Id, after.Version, limit, cancellation);
        var opened = new List<OpenedEvent>(stored.Count);
        var (version, head) = (after.Version, after.Head);
        foreach (var next in stored)
        {
            if (next.Version != version + 1 || !HashChain.Holds(after.Id, next, head.Span))
                throw Broken(after.Id, version + 1);
            (version, head) = (next.Version, next.Hash);
            opened.Add(Open(after, next));
        }

        return opened;
    }

    /// <summary>Reads the events of these versions, ascending. Each opens only as itself; links are not checked.</summary>
    public async Task<IReadOnlyList<OpenedEvent>> ReadVersionsAsync(Position at, IReadOnlyList<long> versions, CancellationToken cancellation)
    {
        var stored = await Store.ReadVersionsAsync(at.Id, versions, cancellation);
        return stored.Count == versions.Count
            ? stored.Select(next => Open(at, next)).ToList()
            : throw Broken(at.Id, versions.Except(stored.Select(s => s.Version)).First());
    }

    /// <summary>Opens the access record of a record of a commit.</summary>
    public byte[] OpenAccess(ReadOnlySpan<byte> record) => _access.Open(record);

    /// <summary>Commits what is queued and closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        await _committer.DisposeAsync();
        await Store.DisposeAsync();
    }

    private static SealedEvent[] SealEvents(Position at, DataKey? key, IReadOnlyList<IMessage> events, OpenedEvent[] opened)
    {
        var sealedEvents = new SealedEvent[events.Count];
        var head = at.Head;
        for (var i = 0; i < sealedEvents.Length; i++)
        {
            var version = at.Version + 1 + i;
            var content = events[i].ToByteArray();
            var payload = Sealer.Seal(key!, at.Id, version, content);
            head = HashChain.Link(at.Id, version, head.Span, payload);
            opened[i] = new OpenedEvent(version, content, head);
            sealedEvents[i] = new SealedEvent(payload, head);
        }

        return sealedEvents;
    }

    private static OpenedEvent Open(Position at, StoredEvent stored) =>
        new(stored.Version, Sealer.Open(at.Key ?? throw Broken(at.Id, stored.Version), at.Id, stored.Version, stored.Payload), stored.Hash);

    private static JournalDamagedException Broken(HistoryId history, long version) =>
        new($"The chain of history {history} does not hold at version {version}: stored data was altered or lost. Restore it from a backup.");
}
