using System.CommandLine;
using System.Text.Json.Nodes;
using MedRecords.Cli.Connecting;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Charts;

/// <summary>Exports a whole chart.</summary>
internal static class ExportCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var chart = ChartArguments.Chart();
        var format = new Option<string>("--format") { HelpName = "FORMAT", Description = "fhir: one FHIR R4 bundle.", DefaultValueFactory = _ => "fhir" };
        format.AcceptOnlyFromAmong("fhir");
        var output = new Option<string?>("--output", "-o") { HelpName = "FILE", Description = "Where to; a file appears whole or not at all. [default: standard output]" };
        var command = new Command("export", "Export a whole chart as one FHIR bundle.") { chart, format, output };
        shell.On(command, run => run.Get(output) is { } path && path != "-" ? ToFileAsync(run, run.Get(chart), path) : WriteAsync(run, run.Get(chart), run.Host.Output));
        return command;
    }

    private static async Task ToFileAsync(Run run, string chartId, string path)
    {
        using var file = new AtomicFile(path);
        var bytes = await WriteAsync(run, chartId, file.Stream);
        file.Keep();
        run.Output.Result(new JsonObject { ["chartId"] = chartId, ["file"] = path, ["bytes"] = bytes }, $"Exported chart {chartId} to {path} ({bytes:N0} bytes).");
    }

    private static async Task<long> WriteAsync(Run run, string chartId, Stream stream)
    {
        var bytes = 0L;
        await foreach (var part in run.Service.ReadAsync(options => run.Service.Charts.ExportChart(new ExportChartRequest { ChartId = chartId }, options), Service.ChartTimeout))
        {
            await stream.WriteAsync(part.Chunk.Memory, run.Cancellation);
            bytes += part.Chunk.Length;
        }
        await stream.FlushAsync(run.Cancellation);
        return bytes;
    }
}
