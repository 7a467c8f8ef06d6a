using System.Text.Json.Nodes;
using MedRecords.Cli.Running;

namespace MedRecords.Cli.Generating;

/// <summary>Generates charts and tells of them in order of their numbers, whichever was written first.</summary>
internal sealed class GenerationReport(Run run, ChartGenerator generator)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, GeneratedChart> _waiting = [];
    private int _reported;
    private int _unchanged;
    private long _entries;

    /// <summary>Generates so many charts, some at a time.</summary>
    public async Task RunAsync(int patients, int parallel, string what)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = run.Cancellation };
        await Parallel.ForEachAsync(Enumerable.Range(0, patients), options, async (number, _) => Finished(number, await generator.GenerateAsync(number)));
        run.Output.Result(
            new JsonObject { ["patients"] = patients, ["entries"] = _entries, ["unchanged"] = _unchanged },
            _unchanged == patients
                ? $"Nothing changed: all {patients} charts of {what} were there already."
                : $"Generated {patients - _unchanged} charts of {what}{(_unchanged > 0 ? $"; {_unchanged} were there already" : "")}.");
    }

    private void Finished(int number, GeneratedChart finished)
    {
        lock (_lock)
        {
            _waiting[number] = finished;
            for (; _waiting.Remove(_reported, out var chart); _reported++)
                Tell(chart);
            run.Output.Flush();
        }
    }

    private void Tell(GeneratedChart chart)
    {
        if (chart.AlreadyRecorded)
            _unchanged++;
        else
            _entries += chart.Entries;
        run.Output.Result(
            new JsonObject { ["chartId"] = chart.ChartId, ["name"] = chart.Name, ["entries"] = chart.Entries, ["alreadyRecorded"] = chart.AlreadyRecorded },
            $"{chart.ChartId}  {chart.Name}  {chart.Entries} entries{(chart.AlreadyRecorded ? ", there already" : "")}");
    }
}
