using System.Text.Json;
using MedRecords.Battery.Hosts;
using MedRecords.Battery.Measure;

namespace MedRecords.Battery.Rows;

/// <summary>Runs rows one after another and prints one line of JSON for each.</summary>
internal static class RowRunner
{
    private const int Met = 0;
    private const int NotMet = 1;

    /// <summary>Runs rows; the result is the program's exit code.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<IRow> rows, BatteryOptions options)
    {
        var exit = Met;
        foreach (var row in rows)
            exit |= await RunAsync(row, options) ? Met : NotMet;
        return exit;
    }

    private static async Task<bool> RunAsync(IRow row, BatteryOptions options)
    {
        using var folder = new WorkFolder();
        var context = new RowContext(row.Name, options, folder);
        context.Note($"{row.Title}; bar {row.Bar}, goal {row.Goal}");
        foreach (var line in Conditions.Describe(folder))
            context.Note(line);
        try
        {
            var result = await row.RunAsync(context);
            Print(row, result, result.Meets(row.Bar));
            return result.Meets(row.Bar);
        }
        catch (Exception fault)
        {
            context.Note(fault is CannotRunException ? fault.Message : fault.ToString());
            Print(row, new RowResult { Count = 0, Failures = 1, Value = 0 }, isMet: false);
            return false;
        }
    }

    private static void Print(IRow row, RowResult result, bool isMet) => Console.Out.WriteLine(JsonSerializer.Serialize(new
    {
        row = row.Name,
        count = result.Count,
        failures = result.Failures,
        value = Math.Round(result.Value, 4),
        bar = row.Bar.Value,
        control = result.Control?.Value,
        met = isMet,
    }));
}
