using MedRecords.Journal.Contract;

namespace MedRecords.Simulation.Storage;

/// <summary>What a database holds for certain.</summary>
internal sealed class JournalImage
{
    private readonly Dictionary<HistoryId, List<StoredEvent>> _events = [];
    private readonly Dictionary<HistoryId, List<long>> _commitsOf = [];
    private readonly Dictionary<HistoryId, byte[]> _keys = [];
    private readonly Dictionary<string, SortedSet<HistoryId>> _terms = [];
    private readonly Dictionary<string, byte[]> _settings = [];
    private readonly List<StoredCommit> _commits = [];

    /// <summary>The commits, in order.</summary>
    public IReadOnlyList<StoredCommit> Commits => _commits;

    /// <summary>A copy to go on from.</summary>
    public JournalImage Clone()
    {
        var copy = new JournalImage();
        foreach (var (history, events) in _events)
            copy._events.Add(history, [.. events]);
        foreach (var (history, commits) in _commitsOf)
            copy._commitsOf.Add(history, [.. commits]);
        foreach (var (history, key) in _keys)
            copy._keys.Add(history, key);
        foreach (var (term, histories) in _terms)
            copy._terms.Add(term, [.. histories]);
        foreach (var (name, value) in _settings)
            copy._settings.Add(name, value);
        copy._commits.AddRange(_commits);
        return copy;
    }

    /// <summary>The version of a history; 0 where it is empty.</summary>
    public long VersionOf(HistoryId history) => _events.TryGetValue(history, out var events) ? events.Count : 0;

    /// <summary>The events of a history, ascending.</summary>
    public IReadOnlyList<StoredEvent> EventsOf(HistoryId history) => _events.TryGetValue(history, out var events) ? events : [];

    /// <summary>The wrapped key of a history; null where it has none.</summary>
    public byte[]? KeyOf(HistoryId history) => _keys.GetValueOrDefault(history);

    /// <summary>All wrapped keys, ascending by history.</summary>
    public IEnumerable<StoredKey> Keys => _keys.OrderBy(key => key.Key).Select(key => new StoredKey(key.Key, key.Value));

    /// <summary>The value of a setting; null where there is none.</summary>
    public byte[]? SettingOf(string name) => _settings.GetValueOrDefault(name);

    /// <summary>Adds a setting where it is not there.</summary>
    public byte[] AddSetting(string name, byte[] value) => _settings.TryAdd(name, value) ? value : _settings[name];

    /// <summary>Numbers of the commits about a history, ascending.</summary>
    public IReadOnlyList<long> CommitsOf(HistoryId history) => _commitsOf.TryGetValue(history, out var commits) ? commits : [];

    /// <summary>Histories that have every one of the terms.</summary>
    public IEnumerable<HistoryId> Find(IReadOnlyList<ReadOnlyMemory<byte>> terms) => terms
        .Select(term => _terms.TryGetValue(Convert.ToHexString(term.Span), out var histories) ? histories.AsEnumerable() : [])
        .Aggregate((some, others) => some.Intersect(others))
        .Order();

    /// <summary>The current versions of a batch's histories.</summary>
    public long[] CurrentOf(AppendBatch batch) => [.. batch.Histories.Select(VersionOf)];

    /// <summary>Commits what fits of a batch; null where nothing does.</summary>
    public StoredCommit? Commit(AppendBatch batch)
    {
        var stale = batch.FindStale(CurrentOf(batch));
        var fitting = batch.Appends.Where((_, i) => !stale[i]).ToList();
        if (fitting.Count == 0)
            return null;
        var commit = new StoredCommit(_commits.Count + 1, fitting.ConvertAll(append => append.Record.ToArray()));
        foreach (var append in fitting)
            Add(append, commit.Number);
        _commits.Add(commit);
        return commit;
    }

    private void Add(Append append, long number)
    {
        if (append.Events.Count > 0)
        {
            var events = ValueOf(_events, append.History);
            foreach (var one in append.Events)
                events.Add(new StoredEvent(events.Count + 1, one.Payload.ToArray(), one.Hash.ToArray()));
        }

        if (append.WrappedKey is { } wrapped && !_keys.TryAdd(append.History, wrapped.ToArray()))
            throw new ArgumentException("The history has a data key already.");
        foreach (var term in append.Terms)
            ValueOf(_terms, Convert.ToHexString(term.Span)).Add(append.History);
        if (ValueOf(_commitsOf, append.History) is var commits && (commits.Count == 0 || commits[^1] != number))
            commits.Add(number);
    }

    private static TValue ValueOf<TKey, TValue>(Dictionary<TKey, TValue> dictionary, TKey key)
        where TKey : notnull
        where TValue : new() =>
        dictionary.TryGetValue(key, out var value) ? value : dictionary[key] = new TValue();
}
