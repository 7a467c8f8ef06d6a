using MedRecords.Journal.Commit;
using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;
using MedRecords.Simulation.Cluster;
using MedRecords.Simulation.Running;
using MedRecords.Simulation.Storage;
using MedRecords.Storage.V1;
using MedRecords.V1;

namespace MedRecords.Simulation.Checks;

/// <summary>
/// Sees each commit the moment it is durable, opens it, and keeps a model of charts and accounts from it. Every
/// access on record must have been decided as the model decides it on what was in force at its commit.
/// </summary>
internal sealed class Witness
{
    private readonly Dictionary<string, ModelChart> _charts = [];
    private readonly Dictionary<string, ModelAccount> _accounts = [];
    private readonly Dictionary<string, List<AccessRecord>> _records = [];
    private readonly Dictionary<HistoryId, DataKey> _keys = [];
    private readonly Dictionary<string, Call> _calls = [];
    private readonly Dictionary<string, int> _tries = [];
    private readonly World _world;
    private readonly Institute _institute;
    private readonly JournalImage _journal;
    private readonly AccessSealer _sealer;

    /// <summary>Takes note of what is there already.</summary>
    public Witness(World world, Institute institute, JournalImage journal)
    {
        (_world, _institute, _journal) = (world, institute, journal);
        _sealer = new AccessSealer(institute.Keys.AccessLog);
        foreach (var commit in journal.Commits)
            See(commit);
    }

    /// <summary>What does not hold; nothing where all does.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>The charts' changes in the order of commits: what the feed has to tell.</summary>
    public List<(string Chart, long Version)> Changes { get; } = [];

    /// <summary>Accesses on record.</summary>
    public int AccessCount { get; private set; }

    /// <summary>A chart.</summary>
    public ModelChart Chart(string id) => _charts.TryGetValue(id, out var chart) ? chart : _charts[id] = new ModelChart();

    /// <summary>An account.</summary>
    public ModelAccount Account(string id) => _accounts.TryGetValue(id, out var account) ? account : _accounts[id] = new ModelAccount();

    /// <summary>Durable access records of a call.</summary>
    public IReadOnlyList<AccessRecord> RecordsOf(Call call) => _records.TryGetValue(call.Origin, out var records) ? records : [];

    /// <summary>Expects a call.</summary>
    public void Expect(Call call)
    {
        _calls.Add(call.Origin, call);
        _tries[call.Operation] = TriesOf(call.Operation) + 1;
    }

    /// <summary>Its id is used for something else, which may be stored in its stead.</summary>
    public void ExpectAnother(string operation) => _tries[operation] = TriesOf(operation) + 1;

    /// <summary>How many calls tried an operation.</summary>
    public int TriesOf(string operation) => _tries.GetValueOrDefault(operation);

    /// <summary>Notes what does not hold.</summary>
    public void Blame(string problem)
    {
        Problems.Add(problem);
        _world.Note($"PROBLEM: {problem}");
    }

    /// <summary>A commit is durable.</summary>
    public void See(StoredCommit commit)
    {
        var records = commit.Records.Select(bytes => (Commit: CommitRecord.Parse(bytes), Access: AccessRecord.Parser.ParseFrom(_sealer.Open(bytes)))).ToList();
        // All of a commit was decided on what was there before it.
        foreach (var (_, access) in records)
            Judge(access);
        foreach (var (record, _) in records)
            Take(record);
    }

    private void Judge(AccessRecord access)
    {
        if (!_calls.TryGetValue(access.Origin, out var call))
            return;
        AccessCount++;
        (_records.TryGetValue(call.Origin, out var known) ? known : _records[call.Origin] = []).Add(access);
        if (access.Subject != call.By.Id.ToString() && HistoryId.TryParse(access.Subject, HistoryKind.Chart, out _))
        {
            Chart(access.Subject).Accesses.Add(access.Origin);
            if (access.Version != Chart(access.Subject).Version)
                Blame($"{call.Origin} was decided on version {access.Version} of a chart at version {Chart(access.Subject).Version}");
        }

        var permitted = access.Outcome != AccessOutcome.Denied;
        if (permitted != MayHappen(call, access))
            Blame($"{call.Origin}, {call.Action} by {call.By.Name}, was {(permitted ? "permitted" : "denied")} against the rules");
    }

    private bool MayHappen(Call call, AccessRecord access)
    {
        var account = Account(access.Account);
        if (access.Action == AccessAction.SignIn)
            return call.IsSignIn || ModelRules.Admits(account, call.Session);
        return HistoryId.TryParse(access.Subject, HistoryKind.Chart, out _)
            ? ModelRules.Decide(account, call.Session, Chart(access.Subject), access.Subject, access.Action, call.Site) is not null
            : ModelRules.DecideAnywhere(account, call.Session, access.Action);
    }

    private void Take(CommitRecord record)
    {
        for (var version = record.FirstVersion; version < record.FirstVersion + record.Events; version++)
        {
            var stored = _journal.EventsOf(record.History)[(int)version - 1];
            var content = Sealer.Open(KeyOf(record.History), record.History, version, stored.Payload);
            if (record.History.Kind == HistoryKind.Chart)
                TakeChart(record.History.ToString(), version, ChartEvent.Parser.ParseFrom(content));
            else if (record.History.Kind == HistoryKind.Account)
                TakeAccount(Account(record.History.ToString()), AccountEvent.Parser.ParseFrom(content));
        }
    }

    private void TakeChart(string id, long version, ChartEvent stored)
    {
        var chart = Chart(id);
        if (chart.Version + 1 != version)
            Blame($"version {version} follows version {chart.Version}");
        if (chart.Add(stored) is { } problem)
            Blame(problem);
        Changes.Add((id, version));
    }

    private static void TakeAccount(ModelAccount account, AccountEvent stored)
    {
        switch (stored.EventCase)
        {
            case AccountEvent.EventOneofCase.Made:
                account.OwnChart = stored.Made.ChartId;
                break;
            case AccountEvent.EventOneofCase.AssignmentsSet:
                account.Assignments = [.. stored.AssignmentsSet.Assignments];
                account.Grants += account.Assignments.Count > 0 ? 1 : 0;
                break;
            case AccountEvent.EventOneofCase.EnabledSet:
                account.Enabled = stored.EnabledSet.Enabled;
                account.Grants += account.Enabled ? 1 : 0;
                if (!account.Enabled)
                    account.Sessions.Clear();
                break;
            case AccountEvent.EventOneofCase.SessionBegun:
                account.Sessions.Add(stored.SessionBegun.Session);
                break;
            case AccountEvent.EventOneofCase.SessionEnded:
                account.Sessions.RemoveWhere(session => stored.SessionEnded.Session.Length == 0 || session == stored.SessionEnded.Session);
                break;
        }
    }

    private DataKey KeyOf(HistoryId history) =>
        _keys.TryGetValue(history, out var key) ? key : _keys[history] = _institute.Ring.Unwrap(_journal.KeyOf(history)!, history);
}
