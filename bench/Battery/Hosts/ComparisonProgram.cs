using System.Diagnostics;
using System.Text.Json;

namespace MedRecords.Battery.Hosts;

/// <summary>The program in tests/Comparison, which has the access rules and their reference model side by side.</summary>
internal static class ComparisonProgram
{
    /// <summary>Runs it and reads the line of JSON that it prints.</summary>
    public static async Task<T> RunAsync<T>(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Self.FindNeighbour("Comparison"), .. arguments]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("The comparison did not start.");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return JsonSerializer.Deserialize<T>(output, JsonSerializerOptions.Web) ?? throw new InvalidOperationException("The comparison said nothing.");
    }
}
