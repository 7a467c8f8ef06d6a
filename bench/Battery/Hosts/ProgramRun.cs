using System.Diagnostics;

namespace MedRecords.Battery.Hosts;

/// <summary>Runs a program to its end.</summary>
internal static class ProgramRun
{
    /// <summary>Runs it and returns what it wrote; throws where it fails.</summary>
    public static async Task<string> ReadAsync(ProcessStartInfo command, string input = "")
    {
        command.RedirectStandardInput = true;
        command.RedirectStandardOutput = true;
        command.RedirectStandardError = true;
        using var process = Process.Start(command) ?? throw new InvalidOperationException($"{command.FileName} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{command.FileName} ended with {process.ExitCode}: {await errors}{await output}");
    }
}
