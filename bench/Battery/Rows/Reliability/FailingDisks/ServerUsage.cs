using Google.Protobuf.WellKnownTypes;
using MedRecords.Battery.Rows.Reliability.PowerCuts;
using MedRecords.Journal;
using MedRecords.Journal.Commit;
using MedRecords.Journal.Contract;
using MedRecords.Journal.PostgreSql;
using MedRecords.Journal.Sealing;
using MedRecords.Testing;

namespace MedRecords.Battery.Rows.Reliability.FailingDisks;

/// <summary>One journal on a PostgreSQL whose disk fails again and again; it is never opened anew.</summary>
internal sealed class ServerUsage(PostgresServer server, FailureControl control, string database) : IAsyncDisposable
{
    private const int AccessesPerFailure = 12;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly KeyRing _ring = KeyRing.Parse(KeyRing.GenerateText());
    private readonly PostgreSqlJournalStore _store = new(new PostgreSqlJournalOptions(database));
    private readonly List<Acknowledgement> _acknowledged = [];
    private readonly List<long> _notStored = [];
    private SealedJournal? _journal;
    private Position _at = Position.Empty(HistoryId.Create(HistoryKind.Chart, new byte[16]));
    private long _access;

    /// <summary>Opens the journal, and counts the writes and syncs of some accesses.</summary>
    public async Task<long> CountOperationsAsync()
    {
        await _store.OpenAsync(CancellationToken.None);
        _journal = new SealedJournal(_store, _ring, await InstitutionKeys.OpenAsync(_store, _ring, CancellationToken.None));
        control.Set(new Failure(long.MaxValue, DiskError.InputOutput, false));
        for (var i = 0; i < AccessesPerFailure; i++)
            await TryAsync();
        return control.Seen;
    }

    /// <summary>Lets one operation fail, and goes on until the journal works again.</summary>
    public async Task<FailureReport> RunAsync(int number, Failure failure)
    {
        control.Set(failure);
        for (var i = 0; i < AccessesPerFailure; i++)
            await TryAsync();
        var (failed, problem) = (control.Failed, await RecoverAsync() ?? await CheckAsync());
        return new FailureReport(number, failure.ToString(), failed, _acknowledged.Count, problem);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_journal is not null)
            await _journal.DisposeAsync();
    }

    private async Task<bool> TryAsync()
    {
        var access = ++_access;
        try
        {
            var outcome = await _journal!.CommitAsync(new Proposal(_at, [], [new StringValue { Value = new string('x', 300) }], new Int64Value { Value = access }, []));
            if (outcome.After is not { } after)
            {
                await CatchUpAsync();
                return false;
            }

            _at = after;
            _acknowledged.Add(new Acknowledgement(access, after.Id, after.Version, after.Head));
            return true;
        }
        catch (OutcomeUnknownException)
        {
            await CatchUpAsync();
            return false;
        }
        catch (JournalUnavailableException)
        {
            _notStored.Add(access);
            return false;
        }
    }

    private async Task CatchUpAsync()
    {
        try
        {
            var at = _at.Key is null ? _at with { Key = await _journal!.ReadKeyAsync(_at.Id, CancellationToken.None) } : _at;
            var events = await _journal!.ReadAsync(at, 100, CancellationToken.None);
            _at = events.Count == 0 ? at : at with { Version = events[^1].Version, Head = events[^1].Hash };
        }
        catch (JournalUnavailableException)
        {
            // The next access finds that the version is not current, and reads again.
        }
    }

    /// <summary>The disk is well again: the server comes back by itself, or is started.</summary>
    private async Task<string?> RecoverAsync()
    {
        control.Mend();
        using var deadline = new CancellationTokenSource(_patience);
        while (!await TryAsync())
        {
            if (deadline.IsCancellationRequested)
                return "the journal did not go on once the disk was well";
            await Task.Delay(100, CancellationToken.None);
            if (!File.Exists(Path.Combine(server.DataFolder, "postmaster.pid")))
                await server.StartAgainAsync();
        }

        return null;
    }

    private async Task<string?> CheckAsync()
    {
        var found = await WholeJournal.ReadOpenAsync(_store, _ring);
        var stored = found.Accesses.Select(bytes => Int64Value.Parser.ParseFrom(bytes).Value).ToHashSet();
        if (Losses.Count(found, _acknowledged) is > 0 and var lost)
            return $"{lost} of {_acknowledged.Count} acknowledged accesses are not there";
        return _notStored.Find(stored.Contains) is > 0 and var there ? $"access {there} is there, which was said not to be stored" : null;
    }
}
