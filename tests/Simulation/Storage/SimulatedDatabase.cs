using MedRecords.Journal.Contract;
using MedRecords.Simulation.Running;

namespace MedRecords.Simulation.Storage;

/// <summary>
/// A database server that all silos share, as the contract of the journal wants it: appends go one after another,
/// and one is visible once its record is on the disk. A crash loses what was written and not synced, or, if the
/// disk had been fast, does not.
/// </summary>
internal sealed class SimulatedDatabase(World world, JournalImage durable)
{
    private const long LongestSyncUs = 2_000;
    private const long LongestRestartUs = 60_000;

    private readonly List<AppendRequest> _waiting = [];
    private readonly List<StoreSession> _sessions = [];
    private AppendRequest? _syncing;

    /// <summary>What is on the disk.</summary>
    public JournalImage Durable => durable;

    /// <summary>Whether it runs.</summary>
    public bool IsUp { get; private set; } = true;

    /// <summary>Whether its disk has no room left.</summary>
    public bool IsFull { get; set; }

    /// <summary>Raised when a commit is on the disk, and before anyone can see it.</summary>
    public event Action<StoredCommit>? Committed;

    /// <summary>How often it crashed.</summary>
    public int Crashes { get; private set; }

    /// <summary>Opens a session for a silo.</summary>
    public StoreSession Connect(SimulatedProcess silo)
    {
        var session = new StoreSession(world, this, silo);
        _sessions.Add(session);
        return session;
    }

    /// <summary>Forgets a session whose silo is gone; what it asked for goes its way.</summary>
    public void Disconnect(StoreSession session) => _sessions.Remove(session);

    /// <summary>An append arrives.</summary>
    public void Receive(AppendRequest request)
    {
        if (IsFull)
        {
            request.Refuse("The database's disk is full.");
            return;
        }

        _waiting.Add(request);
        BeginNext();
    }

    /// <summary>Takes back an append that has not begun; false where it has.</summary>
    public bool Cancel(AppendRequest request) => _waiting.Remove(request);

    /// <summary>Whether an append is being written right now.</summary>
    public bool IsSyncing(AppendRequest request) => _syncing == request;

    /// <summary>The power fails, or the server gives up because a sync failed. It comes back after a while.</summary>
    public void Crash(string why)
    {
        if (!IsUp)
            return;
        (IsUp, Crashes) = (false, Crashes + 1);
        var kept = _syncing is not null && world.Chance(50);
        world.Note($"database: {why}{(_syncing is null ? "" : kept ? "; what was being written was on the disk" : "; what was being written is lost")}");
        if (_syncing is { } request && kept)
            Store(request);
        _syncing = null;
        _waiting.Clear();
        foreach (var session in _sessions.ToArray())
            session.Break();
        world.After(world.Between(1_000, LongestRestartUs), Recover);
    }

    private void Recover()
    {
        IsUp = true;
        world.Note("database: recovered");
    }

    private void BeginNext()
    {
        if (_syncing is not null || _waiting.Count == 0)
            return;
        var request = _waiting[0];
        _waiting.RemoveAt(0);
        if (!request.Batch.FindStale(durable.CurrentOf(request.Batch)).Contains(false))
        {
            request.Answer(request.Batch.ToResults(0, durable.CurrentOf(request.Batch)));
            BeginNext();
            return;
        }

        _syncing = request;
        world.After(world.Between(50, LongestSyncUs), () => EndSync(request));
    }

    private void EndSync(AppendRequest request)
    {
        // It crashed meanwhile.
        if (_syncing != request)
            return;
        _syncing = null;
        request.Answer(Store(request));
        BeginNext();
    }

    private IReadOnlyList<AppendResult> Store(AppendRequest request)
    {
        var found = durable.CurrentOf(request.Batch);
        var commit = durable.Commit(request.Batch)!;
        world.Note($"database: commit {commit.Number} of {commit.Records.Count}, {found.Length} histories seen");
        Committed?.Invoke(commit);
        return request.Batch.ToResults(commit.Number, found);
    }
}
