using System.Collections.Concurrent;

namespace MedRecords.Battery.Faults.Traffic;

/// <summary>Counts failed attempts by what they were answered.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<(string Name, bool MayPass), int> _counts = new();

    /// <summary>Counts one.</summary>
    public void Add(Reply reply) => _counts.AddOrUpdate((reply.Name, reply.MayPass), 1, (_, count) => count + 1);

    /// <summary>How many there were that the standard retry is for.</summary>
    public int Retried => _counts.Where(pair => pair.Key.MayPass).Sum(pair => pair.Value);

    /// <summary>How many there were that no retry is for.</summary>
    public int Unexpected => _counts.Where(pair => !pair.Key.MayPass).Sum(pair => pair.Value);

    /// <inheritdoc/>
    public override string ToString() => _counts.IsEmpty
        ? "none"
        : string.Join(", ", _counts.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Value} {pair.Key.Name}"));
}
