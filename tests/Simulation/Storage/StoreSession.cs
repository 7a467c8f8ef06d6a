using MedRecords.Journal.Contract;
using MedRecords.Simulation.Running;

namespace MedRecords.Simulation.Storage;

/// <summary>
/// One silo's connection to the database, which keeps the contract of the journal: when it breaks, the silo
/// hears that the outcome is unknown, and not before what was on its way can no longer be stored.
/// </summary>
internal sealed partial class StoreSession(World world, SimulatedDatabase database, SimulatedProcess silo) : IJournalStore
{
    private const long LongestWayUs = 1_500;
    private const long LongestWaitUs = 20_000;

    private readonly List<AppendRequest> _appends = [];
    private readonly List<Action> _brokenReads = [];
    private long _brokenUntilUs;

    /// <summary>How many answers were lost, so that their silos did not know the outcome.</summary>
    public int LostAnswers { get; private set; }

    /// <summary>Whether the database can be reached.</summary>
    public bool IsReachable => database.IsUp && world.NowUs >= _brokenUntilUs;

    /// <inheritdoc/>
    public Task<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<Append> appends, CancellationToken cancellation)
    {
        var waiting = new TaskCompletionSource<IReadOnlyList<AppendResult>>();
        var request = new AppendRequest(AppendBatch.Create(appends), this, waiting);
        if (!IsReachable)
        {
            Later(() => waiting.TrySetException(Unreachable()));
            return waiting.Task;
        }

        _appends.Add(request);
        world.After(Way(), () =>
        {
            if (!request.IsLost)
                database.Receive(request);
        });
        return waiting.Task;
    }

    /// <summary>Breaks the connection, for a while.</summary>
    public void Break(long forUs = 0)
    {
        _brokenUntilUs = Math.Max(_brokenUntilUs, world.NowUs + forUs);
        foreach (var read in _brokenReads.ToArray())
            read();
        _brokenReads.Clear();
        foreach (var request in _appends.ToArray())
        {
            request.MarkLost();
            // What is being written right now ends first; anything else is over.
            database.Cancel(request);
            if (!database.IsSyncing(request))
                Lose(request);
        }
    }

    /// <summary>Sends an answer on its way; a break can still catch it.</summary>
    public void Reply(AppendRequest request, Action deliver) => world.After(Way(), () =>
    {
        if (!request.IsLost && _appends.Remove(request))
            silo.Deliver(deliver);
    });

    /// <summary>Tells the silo that nobody knows what became of an append.</summary>
    public void Lose(AppendRequest request)
    {
        if (!_appends.Remove(request))
            return;
        LostAnswers++;
        Later(() => request.Waiting.TrySetException(new OutcomeUnknownException("The connection to the database was lost during a commit.")));
    }

    private static JournalUnavailableException Unreachable() => new("The database cannot be reached.");

    private long Way() => world.Between(20, LongestWayUs);

    private void Later(Action what) => world.After(world.Between(100, LongestWaitUs), () => silo.Deliver(what));

    /// <summary>Asks the database something that changes nothing.</summary>
    private Task<T> Ask<T>(Func<JournalImage, T> question)
    {
        var waiting = new TaskCompletionSource<T>();
        void Fail() => Later(() => waiting.TrySetException(Unreachable()));
        if (!IsReachable)
        {
            Fail();
            return waiting.Task;
        }

        _brokenReads.Add(Fail);
        world.After(Way(), () =>
        {
            if (!_brokenReads.Contains(Fail))
                return;
            var answer = question(database.Durable);
            world.After(Way(), () =>
            {
                if (_brokenReads.Remove(Fail))
                    silo.Deliver(() => waiting.TrySetResult(answer));
            });
        });
        return waiting.Task;
    }
}
