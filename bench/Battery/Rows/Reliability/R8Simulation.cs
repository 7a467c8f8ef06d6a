using System.Diagnostics;
using System.Text.Json;
using MedRecords.Battery.Hosts;

namespace MedRecords.Battery.Rows.Reliability;

/// <summary>
/// Grains, rules and journal on one thread, with simulated time, disk and network, seed by seed; see
/// tests/Simulation. With "--seed N" one seed is run again and its trace printed.
/// </summary>
internal sealed class R8Simulation : IRow
{
    private const int Seeds = 10_000;
    private const int RepeatedSeeds = 50;
    private static readonly TimeSpan _timeForAll = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public string Name => "R8";

    /// <inheritdoc/>
    public string Title => "seeds of the simulation in which something did not hold";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtMost(0);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtMost(0);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        if (context.Seed is { } seed)
            return ToResult(await SimulateAsync(context, "--seed", seed.ToString()), wrong: 0);
        var count = context.Count(Seeds);
        var (first, second) = (await SimulateAsync(context, "--count", $"{RepeatedSeeds}"), await SimulateAsync(context, "--count", $"{RepeatedSeeds}"));
        var differs = first.Trace != second.Trace;
        context.Note($"the traces of {RepeatedSeeds} seeds, twice, in two processes: {first.Trace}, {second.Trace}");
        var report = await SimulateAsync(context, "--count", $"{count}");
        context.Note($"{report.Seeds} seeds in {report.Seconds} s: {report.Calls} calls, {report.Released} answers with data, {report.Accesses} accesses on record, {report.Revocations} revocations");
        context.Note($"faults: {string.Join(", ", report.Faults.Select(pair => $"{pair.Value} {pair.Key}"))}");
        var isSlow = report.Seconds > _timeForAll.TotalSeconds * count / Seeds;
        if (isSlow && count == Seeds)
            context.Note($"it took longer than {_timeForAll.TotalMinutes} minutes");
        return ToResult(report, (differs ? 1 : 0) + (isSlow && count == Seeds ? 1 : 0));
    }

    private static RowResult ToResult(Report report, int wrong) => new() { Count = report.Calls, Failures = wrong, Value = report.Failed };

    private static async Task<Report> SimulateAsync(RowContext context, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Self.FindNeighbour("Simulation"), .. arguments]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("The simulation did not start.");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var report = JsonSerializer.Deserialize<Report>(output, JsonSerializerOptions.Web) ?? throw new InvalidOperationException("The simulation said nothing.");
        if (report.FirstFailed is { } failed && arguments is not ["--seed", ..])
            context.Note($"to run one that failed again: ./battery R8 --seed {failed}");
        return report;
    }

    /// <summary>What the simulation's program prints.</summary>
    private sealed record Report(
        int Seeds, int Failed, int? FirstFailed, string Trace, double Seconds, long Calls, long Released, long Accesses, long Revocations, Dictionary<string, int> Faults);
}
