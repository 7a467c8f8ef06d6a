namespace MedRecords.Journal.Contract;

/// <summary>
/// The appends of one call, checked for faults of the caller and with their histories numbered, so that
/// every backend refuses the same calls and reads the same answer from the versions it found.
/// </summary>
public sealed class AppendBatch
{
    /// <summary>Length of an event's hash in bytes.</summary>
    public const int HashLength = 32;

    /// <summary>Length of a term in bytes.</summary>
    public const int TermLength = 16;

    /// <summary>Bytes at the start of a record that name its history.</summary>
    public const int RecordHeaderLength = 16;

    private readonly int[] _seenHistory;

    private AppendBatch(IReadOnlyList<Append> appends, HistoryId[] histories, long[] lowestSeen, int[] seenHistory)
    {
        Appends = appends;
        Histories = histories;
        LowestSeen = lowestSeen;
        _seenHistory = seenHistory;
    }

    /// <summary>The appends, in the caller's order.</summary>
    public IReadOnlyList<Append> Appends { get; }

    /// <summary>Every history whose version matters to some append, once.</summary>
    public IReadOnlyList<HistoryId> Histories { get; }

    /// <summary>For each of <see cref="Histories"/>, the lowest version of it that some append saw.</summary>
    public IReadOnlyList<long> LowestSeen { get; }

    /// <summary>For every version seen, append by append, the place of its history in <see cref="Histories"/>.</summary>
    public IReadOnlyList<int> SeenHistory => _seenHistory;

    /// <summary>Checks a call; an <see cref="ArgumentException"/> is the caller's fault, and nothing is stored.</summary>
    public static AppendBatch Create(IReadOnlyList<Append> appends)
    {
        var places = new Dictionary<HistoryId, int>(appends.Count);
        var (histories, lowestSeen, seenHistory) = (new List<HistoryId>(appends.Count), new List<long>(appends.Count), new List<int>(3 * appends.Count));
        var written = new HashSet<HistoryId>();
        var keyed = new HashSet<HistoryId>();
        foreach (var append in appends)
        {
            CheckAlone(append);
            if (append.Events.Count > 0 && !written.Add(append.History))
                throw new ArgumentException("Two appends in one call have events for one history.", nameof(appends));
            if (append.WrappedKey is not null && !keyed.Add(append.History))
                throw new ArgumentException("Two appends in one call have a key for one history.", nameof(appends));
            for (var i = 0; i < append.Seen.Count; i++)
            {
                var seen = append.Seen[i];
                if (places.TryAdd(seen.History, histories.Count))
                {
                    histories.Add(seen.History);
                    lowestSeen.Add(seen.Version);
                }
                var place = places[seen.History];
                lowestSeen[place] = Math.Min(lowestSeen[place], seen.Version);
                seenHistory.Add(place);
            }
        }
        return new AppendBatch(appends, [.. histories], [.. lowestSeen], [.. seenHistory]);
    }

    /// <summary>Checks the terms of a search, and drops those given twice.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Distinct(IReadOnlyList<ReadOnlyMemory<byte>> terms)
    {
        if (terms.Count == 0)
            throw new ArgumentException("A search names at least one term.", nameof(terms));
        foreach (var term in terms)
            CheckLength(term, TermLength, "term");
        return [.. terms.DistinctBy(term => Convert.ToHexString(term.Span))];
    }

    /// <summary>Which appends cannot be committed, given the current versions of <see cref="Histories"/>.</summary>
    public bool[] FindStale(ReadOnlySpan<long> current)
    {
        var stale = new bool[Appends.Count];
        for (int i = 0, check = 0; i < stale.Length; i++)
        {
            var seen = Appends[i].Seen;
            for (var j = 0; j < seen.Count; j++)
                stale[i] |= current[_seenHistory[check++]] != seen[j].Version;
        }
        return stale;
    }

    /// <summary>The results of the call, given its commit's number and the versions that the commit found.</summary>
    public IReadOnlyList<AppendResult> ToResults(long commit, ReadOnlySpan<long> current)
    {
        var stale = FindStale(current);
        var results = new AppendResult[Appends.Count];
        for (int i = 0, check = 0; i < results.Length; i++)
        {
            var versions = new long[Appends[i].Seen.Count];
            for (var j = 0; j < versions.Length; j++)
                versions[j] = current[_seenHistory[check++]];
            results[i] = new AppendResult(stale[i] ? 0 : commit, versions);
        }
        return results;
    }

    private static void CheckAlone(Append append)
    {
        if (append.Seen.Count == 0 || append.Seen[0].History != append.History)
            throw new ArgumentException("An append's first version seen is not that of its own history.");
        for (var i = 0; i < append.Seen.Count; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(append.Seen[i].Version);
            if (append.Seen[i].History == default)
                throw new ArgumentException("An append names a history without an id.");
        }
        for (var i = 0; i < append.Events.Count; i++)
            CheckLength(append.Events[i].Hash, HashLength, "hash");
        for (var i = 0; i < append.Terms.Count; i++)
            CheckLength(append.Terms[i], TermLength, "term");
        if (append.WrappedKey is not null && append.Seen[0].Version != 0)
            throw new ArgumentException("A key comes with a history's first append, not with a later one.");
        Span<byte> name = stackalloc byte[RecordHeaderLength];
        append.History.WriteTo(name);
        if (!append.Record.Span.StartsWith(name))
            throw new ArgumentException("An append's record does not begin with the 16 bytes of its history.");
    }

    private static void CheckLength(ReadOnlyMemory<byte> value, int length, string what)
    {
        if (value.Length != length)
            throw new ArgumentException($"A {what} has {value.Length} bytes, not {length}.");
    }
}
