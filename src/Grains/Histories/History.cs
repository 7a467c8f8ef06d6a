using System.Collections.Concurrent;
using MedRecords.Journal;
using MedRecords.Journal.Commit;
using MedRecords.Journal.Contract;

namespace MedRecords.Grains.Histories;

/// <summary>A small history's state at a position.</summary>
/// <typeparam name="TState">Type of the state, immutable.</typeparam>
/// <param name="At">Where it stands.</param>
/// <param name="State">What its events add up to.</param>
public sealed record History<TState>(Position At, TState State);

/// <summary>
/// What this silo knows of the small histories that decisions are based on: accounts, the directory, the
/// policy. It may be old: every decision names the version it saw, and the journal refuses to commit what
/// was decided on an old one.
/// </summary>
/// <typeparam name="TState">Type of the state, immutable.</typeparam>
public sealed class Histories<TState>(SealedJournal journal, TState empty, Func<TState, byte[], TState> apply)
    where TState : class
{
    private const int PageSize = 500;

    private readonly ConcurrentDictionary<HistoryId, History<TState>> _known = new();

    /// <summary>The state as known here, read from the journal where nothing is known yet or something newer than <paramref name="atLeast"/> is needed.</summary>
    public ValueTask<History<TState>> ReadAsync(HistoryId id, long atLeast = 0) =>
        _known.TryGetValue(id, out var known) && known.At.Version >= atLeast
            ? new ValueTask<History<TState>>(known)
            : new ValueTask<History<TState>>(CatchUpAsync(id));

    /// <summary>The state as the journal has it now, for answers that no commit checks against it.</summary>
    public Task<History<TState>> ReadNewestAsync(HistoryId id) => CatchUpAsync(id);

    /// <summary>Takes note of a newer state, e.g. after a commit.</summary>
    public void Learn(History<TState> newer) =>
        _known.AddOrUpdate(newer.At.Id, newer, (_, known) => known.At.Version > newer.At.Version ? known : newer);

    private async Task<History<TState>> CatchUpAsync(HistoryId id)
    {
        var history = _known.TryGetValue(id, out var known) ? known : new History<TState>(Position.Empty(id), empty);
        if (await journal.WithKeyAsync(history.At, CancellationToken.None) is not { } at)
            return history;
        history = history with { At = at };
        while (true)
        {
            var events = await journal.ReadAsync(history.At, PageSize, CancellationToken.None);
            foreach (var next in events)
                history = new History<TState>(history.At with { Version = next.Version, Head = next.Hash }, apply(history.State, next.Content));
            if (events.Count < PageSize)
                break;
        }

        Learn(history);
        return history;
    }
}
