using MedRecords.Battery.Faults.Model;

namespace MedRecords.Battery.Faults.Checks;

/// <summary>Each acknowledged append is in the chart once, where its answer said; each other one at most once; and nothing else is.</summary>
internal static class EachOnce
{
    /// <summary>What breaks that.</summary>
    public static IEnumerable<Violation> Find(ChartHistory history)
    {
        var found = history.Logs[0].ToLookup(entry => entry.Number);
        var appends = history.Operations.Where(operation => operation.Kind == OperationKind.Append).ToDictionary(operation => operation.Number);
        foreach (var append in appends.Values)
        {
            var places = found[append.Number].ToList();
            if (places.Count > 1)
                yield return Of(ViolationKind.Doubled, append, $"is at versions {string.Join(", ", places.Select(place => place.Version))}");
            if (append.IsAcknowledged && places.Count == 0)
                yield return Of(ViolationKind.Lost, append, $"was acknowledged as version {append.Version}");
            if (append.IsAcknowledged && places.Count == 1 && (places[0].Version, places[0].Entry) != (append.Version, append.Entry))
                yield return Of(ViolationKind.Altered, append, $"was acknowledged as version {append.Version} and is version {places[0].Version}");
            if (append.Outcome == Outcome.Refused && places.Count > 0)
                yield return Of(ViolationKind.Altered, append, $"was refused and is version {places[0].Version}");
        }

        foreach (var stranger in history.Logs[0].Where(entry => entry.Number != Marks.Opening && !appends.ContainsKey(entry.Number)))
            yield return new Violation(ViolationKind.Altered, history.Chart, $"nobody sent what version {stranger.Version} says");
    }

    private static Violation Of(ViolationKind kind, Operation append, string text) =>
        new(kind, append.Chart, $"append {append.Number} of client {append.Client} {text}");
}
