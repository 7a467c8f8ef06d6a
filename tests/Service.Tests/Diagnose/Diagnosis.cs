using System.Diagnostics;
using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Diagnose;

/// <summary>What the program's own diagnosis says of options, without a service.</summary>
public sealed record Diagnosis(int ExitCode, IReadOnlyList<Finding> Findings)
{
    /// <summary>Runs it to its end.</summary>
    public static async Task<Diagnosis> OfAsync(params string[] options)
    {
        string[] listen = options.Contains("--listen") ? [] : ["--listen", "127.0.0.1:0"];
        var (exit, output, errors) = await ServiceProcess.RunAsync(["doctor", "--json", .. listen, .. options]);
        Assert.Equal(string.Empty, errors.Trim());
        return Read(exit, output);
    }

    /// <summary>The same in a shell that sets limits first.</summary>
    public static async Task<Diagnosis> UnderAsync(string limit, params string[] options)
    {
        string[] words = ["-c", $"{limit}; exec dotnet exec \"$@\"", "sh", ServiceProcess.Program, "doctor", "--json", "--listen", "127.0.0.1:0", .. options];
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", words) { RedirectStandardOutput = true })!;
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return Read(shell.ExitCode, output);
    }

    /// <summary>What was found about one thing.</summary>
    public IEnumerable<Finding> About(string check) => Findings.Where(finding => finding.Check == check);

    /// <summary>The one finding about a thing, which must be this bad and say this.</summary>
    public void Finds(string check, FindingSeverity severity, string words)
    {
        var finding = Assert.Single(About(check), finding => finding.Severity == severity);
        Assert.Contains(words, $"{finding.Words} {finding.Advice}", StringComparison.Ordinal);
        Assert.Equal(Findings.Any(any => any.Severity == FindingSeverity.Error) ? 1 : 0, ExitCode);
    }

    private static Diagnosis Read(int exit, string output) =>
        new(exit, [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Finding.Parser.ParseJson)]);
}
