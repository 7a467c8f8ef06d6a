using System.Text.Json;
using MedRecords.Battery.Hosts;
using MedRecords.Battery.Measure;
using MedRecords.Battery.Rows;

namespace MedRecords.Battery.Load;

/// <summary>Starts the load process, which stands for the clients, and waits for its report.</summary>
internal static class LoadProcess
{
    /// <summary>Calls per second under a plan.</summary>
    public static async Task<Figure> MeasureRateAsync(RowContext context, LoadPlan plan)
    {
        var report = await RunAsync(context, plan);
        return new Figure(report.PerSecond, report.Count, report.Failures);
    }

    /// <summary>Carries out a plan and says what failed.</summary>
    public static async Task<LoadReport> RunAsync(RowContext context, LoadPlan plan)
    {
        var report = await RunAsync(plan);
        if (report.Failures > 0)
            context.Note($"{report.Failures} calls failed, the first one with: {report.FirstFailure}");
        return report;
    }

    private static async Task<LoadReport> RunAsync(LoadPlan plan)
    {
        var command = Self.Command(LoadCommand.Name);
        command.Environment["DOTNET_gcServer"] = "0";
        command.Environment["DOTNET_gcConcurrent"] = "0";
        var output = await ProgramRun.ReadAsync(command, JsonSerializer.Serialize(plan));
        return JsonSerializer.Deserialize<LoadReport>(output) ?? throw new InvalidDataException("The load process gave no report.");
    }
}
