using System.Diagnostics;
using MedRecords.Battery.Hosts;

namespace MedRecords.Battery.Rows.Reliability.Defects;

/// <summary>A copy of the sources, in which things may be broken, built and run.</summary>
internal sealed class SourceCopy
{
    private static readonly string[] _leftOut = ["artifacts", "bin", "obj", "node_modules", ".git"];

    private SourceCopy(string folder) => Folder = folder;

    /// <summary>Where it is.</summary>
    public string Folder { get; }

    /// <summary>Copies the sources.</summary>
    public static SourceCopy Make(string root, string folder)
    {
        Copy(new DirectoryInfo(root), folder);
        return new SourceCopy(folder);
    }

    /// <summary>Runs something with a defect in place, and removes the defect.</summary>
    public async Task<T> WithAsync<T>(Defect defect, Func<Task<T>> run)
    {
        var file = Path.Combine(Folder, defect.File);
        var sound = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, defect.PutInto(sound));
        try
        {
            return await run();
        }
        finally
        {
            await File.WriteAllTextAsync(file, sound);
        }
    }

    /// <summary>Builds a project for the stack in use; throws with the compiler's words where it does not build.</summary>
    public async Task BuildAsync(string project)
    {
        // What a defect leaves unused is no reason not to build it.
        var (exit, output) = await RunAsync("build", project, "-c", "Release", $"-p:Stack={Self.Stack}", "-p:TreatWarningsAsErrors=false", "-p:EnforceCodeStyleInBuild=false", "-p:RunAnalyzers=false", "-nologo", "-v", "quiet");
        if (exit != 0)
            throw new InvalidOperationException($"{project} does not build: {output}");
    }

    /// <summary>Runs dotnet in the copy.</summary>
    public async Task<(int Exit, string Output)> RunAsync(params string[] arguments)
    {
        var command = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        command.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(command) ?? throw new InvalidOperationException("dotnet did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }

    /// <summary>The path of a program that was built.</summary>
    public string ProgramOf(string name) => Path.Combine(Folder, "artifacts", Self.Stack, "bin", name, "Release", "net10.0", $"MedRecords.{name}.dll");

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.GetFiles())
            file.CopyTo(Path.Combine(to, file.Name));
        foreach (var folder in from.GetDirectories().Where(folder => !_leftOut.Contains(folder.Name)))
            Copy(folder, Path.Combine(to, folder.Name));
    }
}
