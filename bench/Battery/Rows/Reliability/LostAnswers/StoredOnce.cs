using MedRecords.V1;

namespace MedRecords.Battery.Rows.Reliability.LostAnswers;

/// <summary>Compares what is stored with what the retries were told.</summary>
internal static class StoredOnce
{
    /// <summary>
    /// How many operations are not stored exactly once under the entry ids of their answer; what is stored
    /// and belongs to no operation counts too.
    /// </summary>
    public static long CountWrong(IReadOnlyList<Operation> operations, IReadOnlyDictionary<string, IReadOnlyList<Entry>> stored)
    {
        var found = stored
            .SelectMany(chart => chart.Value.Select(entry => (Place: (Chart: chart.Key, entry.Content.Remark), entry.Id)))
            .ToLookup(item => item.Place, item => item.Id);
        var wrong = operations.Count(operation => !IsStoredOnce(operation, found));
        var expected = operations.Sum(operation => operation.Markers.Count);
        var all = found.Where(group => group.Key.Remark.Length > 0).Sum(group => group.Count());
        return wrong == 0 ? Math.Abs(all - expected) : wrong;
    }

    private static bool IsStoredOnce(Operation operation, ILookup<(string Chart, string Remark), long> found) =>
        operation.Answer.EntryIds.Count == operation.Markers.Count
        && operation.Markers.Zip(operation.Answer.EntryIds).All(pair => found[(operation.Chart, pair.First)].SequenceEqual([pair.Second]));
}
