using System.Diagnostics;
using MedRecords.Battery.Rows;

namespace MedRecords.Battery.Hosts;

/// <summary>The service as it was at an earlier revision of this repository, built into a folder that is thrown away.</summary>
/// <param name="Revision">The revision, as a commit's id.</param>
/// <param name="Silo">Path of the silo program.</param>
internal sealed record EarlierVersion(string Revision, string Silo)
{
    /// <summary>Builds a revision for this program's stack.</summary>
    /// <param name="revision">A name that git knows; null for the newest tag.</param>
    /// <param name="folder">Where to build it.</param>
    public static async Task<EarlierVersion> BuildAsync(string? revision, string folder)
    {
        var name = revision ?? await TryRunAsync("git describe --tags --abbrev=0")
            ?? throw new CannotRunException("This repository has no tag that stands for an earlier version: name one with --from REVISION.");
        var commit = await TryRunAsync($"git rev-parse --verify '{name}^{{commit}}'")
            ?? throw new CannotRunException($"There is no revision {name} here: name another with --from REVISION, and run within the repository.");
        var built = await TryRunAsync(
            $"git archive {commit} | tar -x -C '{folder}' && dotnet build '{folder}/src/Silo/Silo.csproj' -c Release -p:Stack={Self.Stack} -p:ArtifactsDir='{folder}/artifacts/' -v quiet -nologo >&2");
        return built is null
            ? throw new CannotRunException($"Revision {name} does not build for the stack {Self.Stack}.")
            : new EarlierVersion(commit, Path.Combine(folder, "artifacts", Self.Stack, "bin/Silo/Release/net10.0/MedRecords.Silo.dll"));
    }

    /// <summary>What a line of the shell writes; null where it fails. Its errors go to standard error.</summary>
    private static async Task<string?> TryRunAsync(string line)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-o", "pipefail", "-c", line]) { RedirectStandardOutput = true })!;
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return shell.ExitCode == 0 ? output.Trim() : null;
    }
}
