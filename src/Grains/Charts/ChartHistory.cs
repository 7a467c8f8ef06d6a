using MedRecords.Journal;
using MedRecords.Journal.Commit;
using MedRecords.Journal.Contract;
using MedRecords.Storage.V1;

namespace MedRecords.Grains.Charts;

/// <summary>Reads charts from the journal: whole states, what is new, and single events.</summary>
public sealed class ChartHistory(SealedJournal journal)
{
    /// <summary>Events that a fresh activation takes along, so that the latest entries need no further read.</summary>
    private const int RecentOnOpening = 64;

    private const int PageSize = 500;
    private const int VersionsAtOnce = 500;

    /// <summary>The journal.</summary>
    public SealedJournal Journal => journal;

    /// <summary>The state of a chart, with the help of a snapshot where there is one.</summary>
    public async Task<ChartState> OpenAsync(HistoryId chart, byte[] snapshot, CancellationToken cancellation)
    {
        if (await journal.ReadKeyAsync(chart, cancellation) is not { } key)
            return ChartState.NotThere(Position.Empty(chart));
        var state = ChartSnapshots.Open(snapshot, chart, key) ?? ChartState.NotThere(Position.Empty(chart) with { Key = key });
        if (state.At.Version > 0)
            state = await AddRecentAsync(state, cancellation);
        return await CatchUpAsync(state, cancellation);
    }

    /// <summary>The state with what was committed since.</summary>
    public async Task<ChartState> CatchUpAsync(ChartState state, CancellationToken cancellation)
    {
        if (await journal.WithKeyAsync(state.At, cancellation) is not { } at)
            return state;
        state = state with { At = at };
        while (true)
        {
            var events = await journal.ReadAsync(state.At, PageSize, cancellation);
            state = state.Apply(events);
            if (events.Count < PageSize)
                return state;
        }
    }

    /// <summary>The events of these versions, in their order; each is the caller's own copy.</summary>
    public async ValueTask<ChartEvent[]> ReadAsync(ChartState state, IReadOnlyList<long> versions)
    {
        var found = new ChartEvent[versions.Count];
        List<long>? missing = null;
        for (var i = 0; i < found.Length; i++)
        {
            if (state.Recent.Find(versions[i]) is { } content)
                found[i] = ChartEvent.Parser.ParseFrom(content);
            else
                (missing ??= []).Add(versions[i]);
        }

        if (missing is null)
            return found;
        var read = await ReadStoredAsync(state, missing);
        for (var i = 0; i < found.Length; i++)
            found[i] ??= ChartEvent.Parser.ParseFrom(read[versions[i]]);
        return found;
    }

    /// <summary>Looks for an operation that was carried out before: its first event, or null.</summary>
    public ValueTask<(long Version, ChartEvent? Stored)> FindOperationAsync(ChartState state, byte[] key)
    {
        var version = state.Index.FindOperation(ChartState.Short(key));
        return version == 0 ? ValueTask.FromResult<(long, ChartEvent?)>((0, null)) : CompareAsync();

        // The index has the beginning of the key only.
        async ValueTask<(long, ChartEvent?)> CompareAsync()
        {
            var stored = (await ReadAsync(state, [version]))[0];
            return stored.Operation.Span.SequenceEqual(key) ? (version, stored) : (0, null);
        }
    }

    private async Task<Dictionary<long, byte[]>> ReadStoredAsync(ChartState state, List<long> versions)
    {
        var read = new Dictionary<long, byte[]>(versions.Count);
        foreach (var some in versions.Order().Chunk(VersionsAtOnce))
        {
            foreach (var stored in await journal.ReadVersionsAsync(state.At, some, CancellationToken.None))
                read[stored.Version] = stored.Content;
        }

        return read;
    }

    private async Task<ChartState> AddRecentAsync(ChartState state, CancellationToken cancellation)
    {
        var first = Math.Max(1, state.At.Version - RecentOnOpening + 1);
        var versions = Enumerable.Range(0, (int)(state.At.Version - first + 1)).Select(i => first + i).ToList();
        return state with { Recent = state.Recent.Add(await journal.ReadVersionsAsync(state.At, versions, cancellation)) };
    }
}
