using System.Text.Json.Nodes;
using MedRecords.Cli.Output;
using MedRecords.Cli.Running;
using MedRecords.V1;
using Spectre.Console;

namespace MedRecords.Cli.Importing;

/// <summary>Imports file after file, tells how each one went, and goes on after failures.</summary>
internal sealed class ImportReport
{
    private readonly Run _run;
    private readonly List<string> _failures = [];
    private readonly Lock _lock = new();
    private ExitCode _worst = ExitCode.Ok;
    private int _imported;

    private ImportReport(Run run) => _run = run;

    /// <summary>Imports the files and returns the first failure's exit code.</summary>
    public static async Task<ExitCode> RunAsync(Run run, string[] files, Func<string, Action<int>, Task<ImportBundleResponse>> import, int parallel)
    {
        var report = new ImportReport(run);
        if (run.Output.IsLive)
            await run.Output.Console.Progress().AutoClear(true).StartAsync(async progress =>
            {
                var bar = progress.AddTask(files.Length == 1 ? "Importing" : $"Importing {files.Length} files", maxValue: Math.Max(1, files.Sum(LengthOf)));
                await report.ImportAllAsync(files, file => import(file, bytes => bar.Increment(bytes)), parallel);
            });
        else
            await report.ImportAllAsync(files, file => import(file, _ => { }), parallel);
        report.Finish(files.Length);
        return report._worst;
    }

    private Task ImportAllAsync(string[] files, Func<string, Task<ImportBundleResponse>> import, int parallel) =>
        Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = _run.Cancellation }, async (file, _) =>
        {
            try
            {
                Imported(file, await import(file));
            }
            catch (Exception e) when (ImportFailure.Of(e, _run) is { } failure)
            {
                Failed(file, failure);
            }
        });

    private void Imported(string file, ImportBundleResponse response)
    {
        lock (_lock)
        {
            _imported++;
            Tell(
                new JsonObject { ["file"] = file, ["chartId"] = response.ChartId, ["version"] = response.Version, ["resources"] = response.Resources, ["stored"] = response.Stored, ["unchanged"] = response.Unchanged },
                $"{file}: chart {response.ChartId}, {response.Resources} resources, {response.Stored} stored, {response.Unchanged} unchanged");
            _run.Output.Flush();
        }
    }

    private void Failed(string file, ImportFailure failure)
    {
        lock (_lock)
        {
            if (_worst == ExitCode.Ok)
                _worst = failure.Code;
            if (_run.Output.IsJson)
                _run.Output.Json(failure.ToJson(file));
            else if (_run.Output.IsLive)
                _failures.Add($"medrecords: {file}: {failure.Sentence}");
            else
                _run.Output.Note($"medrecords: {file}: {failure.Sentence}");
            _run.Output.Flush();
        }
    }

    // Beside a moving bar, lines must go through the console that draws it.
    private void Tell(JsonObject json, string sentence)
    {
        if (_run.Output.IsLive)
            _run.Output.Draw(new Text(Clean.Line(sentence) + "\n"));
        else
            _run.Output.Result(json, sentence);
    }

    private static long LengthOf(string file) => File.Exists(file) ? new FileInfo(file).Length : 0;

    private void Finish(int files)
    {
        foreach (var failure in _failures)
            _run.Output.Note(failure);
        if (!_run.Output.IsJson && files > 1)
            _run.Output.Line($"{_imported} of {files} files imported{(_imported < files ? $", {files - _imported} failed" : "")}.");
    }
}
