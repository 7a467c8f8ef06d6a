using MedRecords.Battery.Faults.Model;

namespace MedRecords.Battery.Faults.Checks;

/// <summary>The chart's versions are dense and unique, and the same at every silo.</summary>
internal static class OneLog
{
    /// <summary>What breaks that.</summary>
    public static IEnumerable<Violation> Find(ChartHistory history)
    {
        for (var silo = 0; silo < history.Logs.Count; silo++)
        {
            var log = history.Logs[silo];
            for (var i = 0; i < log.Count; i++)
            {
                if (log[i].Version != i + 1)
                {
                    yield return new Violation(ViolationKind.Gap, history.Chart, $"silo {silo + 1} shows version {log[i].Version} in place {i + 1}");
                    break;
                }
            }

            if (silo > 0 && !log.SequenceEqual(history.Logs[0]))
                yield return new Violation(ViolationKind.Forked, history.Chart, $"silo {silo + 1} shows {log.Count} versions and silo 1 {history.Logs[0].Count}, or others");
        }
    }
}
