using MedRecords.Battery.Faults.Model;

namespace MedRecords.Battery.Faults.Checks;

/// <summary>
/// Whatever had been answered before an operation began comes before it: an append has a higher version, a
/// read shows at least that version. An append whose outcome its client never learned counts from the
/// moment it was sent, if it is in the chart.
/// </summary>
internal static class RealTime
{
    private readonly record struct Step(Operation Operation, long Version);

    /// <summary>What breaks that.</summary>
    public static IEnumerable<Violation> Find(ChartHistory history)
    {
        var steps = Steps(history).ToList();
        var begun = steps.OrderBy(step => step.Operation.InvokedAt);
        var answered = steps.Where(step => step.Operation.IsAcknowledged).OrderBy(step => step.Operation.CompletedAt).ToList();
        var (next, newest) = (0, default(Step));
        foreach (var step in begun)
        {
            for (; next < answered.Count && answered[next].Operation.CompletedAt < step.Operation.InvokedAt; next++)
                newest = answered[next].Version > newest.Version ? answered[next] : newest;
            if (step.Operation.Kind == OperationKind.Read && step.Version < newest.Version)
                yield return Of(ViolationKind.Stale, step, newest);
            if (step.Operation.Kind == OperationKind.Append && step.Version <= newest.Version)
                yield return Of(ViolationKind.Reordered, step, newest);
        }
    }

    private static IEnumerable<Step> Steps(ChartHistory history)
    {
        var found = history.Logs[0].DistinctBy(entry => entry.Number).ToDictionary(entry => entry.Number, entry => entry.Version);
        foreach (var operation in history.Operations)
        {
            if (operation.IsAcknowledged)
                yield return new Step(operation, operation.Version);
            else if (operation.Kind == OperationKind.Append && found.TryGetValue(operation.Number, out var version))
                yield return new Step(operation, version);
        }
    }

    private static Violation Of(ViolationKind kind, Step step, Step newest) => new(kind, step.Operation.Chart,
        $"{step.Operation.Kind} {step.Operation.Number} has version {step.Version}, and {newest.Operation.Kind} {newest.Operation.Number} had been answered with version {newest.Version} before it began");
}
