using Google.Protobuf.WellKnownTypes;
using MedRecords.Battery.Rows.Reliability.PowerCuts;
using MedRecords.Journal;
using MedRecords.Journal.Commit;
using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;
using MedRecords.Journal.Sqlite;

namespace MedRecords.Battery.Rows.Reliability.FailingDisks;

/// <summary>
/// A short life of a journal on a disk that fails once: made, used, closed, opened again. It goes on after the
/// failure as the service does, without being restarted.
/// </summary>
internal sealed class JournalUsage(string folder, KeyRing ring, FailureControl control)
{
    private const int Accesses = 24;
    private const int AccessesOnBrokenDisk = 3;
    private const int HistoryCount = 3;

    private readonly List<Acknowledgement> _acknowledged = [];
    private readonly List<long> _notStored = [];
    private string? _problem;

    /// <summary>What was acknowledged.</summary>
    public IReadOnlyList<Acknowledgement> Acknowledged => _acknowledged;

    /// <summary>Writes and syncs from its making to its closing.</summary>
    public long Operations { get; private set; }

    private string File => Path.Combine(folder, WatchedRun.JournalFile);

    /// <summary>Runs it with one failure; returns what was wrong, null where nothing was.</summary>
    public async Task<string?> RunAsync(Failure failure)
    {
        control.Set(failure);
        var store = await OpenAsync();
        if (store is not null)
        {
            await UseAsync(store);
            await store.DisposeAsync();
        }

        Operations = control.Seen;
        control.Mend();
        await CheckAsync();
        return _problem;
    }

    /// <summary>Opens the journal; where the disk fails meanwhile, it opens once the disk is well.</summary>
    private async Task<SqliteJournalStore?> OpenAsync()
    {
        for (var tries = 0; tries < 2; tries++)
        {
            var store = new SqliteJournalStore(new SqliteJournalOptions(File));
            try
            {
                await store.OpenAsync(CancellationToken.None);
                return store;
            }
            catch (Exception failure) when (IsForeseen(failure) && control.Failed > 0)
            {
                await store.DisposeAsync();
                control.Mend();
            }
        }

        Blame("it did not open once the disk was well");
        return null;
    }

    private async Task UseAsync(SqliteJournalStore store)
    {
        if (await OpenKeysAsync(store) is not { } keys)
            return;
        await using var journal = new SealedJournal(store, ring, keys);
        var positions = Enumerable.Range(1, HistoryCount).Select(n => Position.Empty(HistoryId.Create(HistoryKind.Chart, [.. Enumerable.Repeat((byte)n, 16)]))).ToArray();
        var failures = 0;
        for (var access = 0; access < Accesses; access++)
        {
            var place = access % HistoryCount;
            if (!await TryAsync(journal, store, positions, place, access) && ++failures == AccessesOnBrokenDisk)
                control.Mend();
        }

        // One that is still to come may yet fall in here, or into the closing.
        var isWell = false;
        for (var more = 0; more < HistoryCount || (!isWell && more < 3 * HistoryCount); more++)
        {
            if (control.Failed > 0)
                control.Mend();
            isWell = await TryAsync(journal, store, positions, more % HistoryCount, Accesses + more);
        }

        if (!isWell)
            Blame("it did not go on by itself once the disk was well");
    }

    private async Task<InstitutionKeys?> OpenKeysAsync(SqliteJournalStore store)
    {
        for (var tries = 0; tries < 3; tries++)
        {
            try
            {
                return await InstitutionKeys.OpenAsync(store, ring, CancellationToken.None);
            }
            catch (Exception failure) when (IsForeseen(failure) && control.Failed > 0)
            {
                control.Mend();
            }
        }

        Blame("it did not take the keys once the disk was well");
        return null;
    }

    /// <summary>One access; false where it failed.</summary>
    private async Task<bool> TryAsync(SealedJournal journal, SqliteJournalStore store, Position[] positions, int place, long access)
    {
        var failedBefore = control.Failed;
        var isBroken = control.IsSet && failedBefore > 0 && control.DoesLast;
        try
        {
            StringValue[] events = access % 5 == 4 ? [] : [new StringValue { Value = new string('x', 300) }];
            var outcome = await journal.CommitAsync(new Proposal(positions[place], [], events, new Int64Value { Value = access }, []));
            if (outcome.After is not { } after)
            {
                // What an access of unknown outcome added was there after all, and could not be read right then.
                positions[place] = await CatchUpAsync(journal, positions[place]);
                return false;
            }

            positions[place] = after;
            _acknowledged.Add(new Acknowledgement(access, positions[place].Id, events.Length == 0 ? 0 : positions[place].Version, positions[place].Head));
            if (isBroken)
                Blame($"access {access} was acknowledged on a disk that takes nothing");
            if (access % 4 == 3)
                await store.WriteSnapshotAsync(positions[place].Id, new byte[200], CancellationToken.None);
            return true;
        }
        catch (Exception failure) when (IsForeseen(failure) && control.Failed > 0)
        {
            if (failure is JournalUnavailableException && (_acknowledged.Count == 0 || _acknowledged[^1].Access != access))
                _notStored.Add(access);
            positions[place] = await CatchUpAsync(journal, positions[place]);
            return false;
        }
    }

    /// <summary>Reads what is there, as the service does before it tries again.</summary>
    private async Task<Position> CatchUpAsync(SealedJournal journal, Position at)
    {
        try
        {
            at = at.Key is null ? at with { Key = await journal.ReadKeyAsync(at.Id, CancellationToken.None) } : at;
            var events = await journal.ReadAsync(at, 100, CancellationToken.None);
            return events.Count == 0 ? at : at with { Version = events[^1].Version, Head = events[^1].Hash };
        }
        catch (JournalUnavailableException) when (control.Failed > 0)
        {
            return at;
        }
    }

    /// <summary>Opens it anew: what was acknowledged is there, what was said not to be stored is not, and it takes more.</summary>
    private async Task CheckAsync()
    {
        try
        {
            var found = await WholeJournal.ReadAsync(File, ring);
            if (Losses.Count(found, _acknowledged) is > 0 and var lost)
                Blame($"{lost} of {_acknowledged.Count} acknowledged accesses are not there");
            var stored = found.Accesses.Select(bytes => Int64Value.Parser.ParseFrom(bytes).Value).ToList();
            if (_notStored.FindAll(stored.Contains) is { Count: > 0 } there)
                Blame($"access {there[0]} is there, which was said not to be stored");
            if (stored.Distinct().Count() != stored.Count)
                Blame("an access is there twice");
        }
        catch (Exception failure)
        {
            Blame($"it does not hold: {failure.Message}");
        }
    }

    private static bool IsForeseen(Exception failure) =>
        failure is JournalUnavailableException or OutcomeUnknownException or JournalRefusedException;

    private void Blame(string problem) => _problem ??= problem;
}
