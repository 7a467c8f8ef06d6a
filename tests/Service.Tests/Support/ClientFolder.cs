using System.Diagnostics;

namespace MedRecords.Service.Tests.Support;

/// <summary>A folder of someone who writes a client: beside the program there are the protos, as in the checkout.</summary>
public sealed class ClientFolder : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder _folder = new();

    public ClientFolder() => Link("protos", "protos");

    public void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.Path, name), text);

    /// <summary>Gives a folder of the checkout a name here.</summary>
    public void Link(string name, string folder) =>
        File.CreateSymbolicLink(Path.Combine(_folder.Path, name), Path.Combine(Readme.Root, folder));

    /// <summary>Runs a line in the shell, to its end.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(string line, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", line, "sh", .. arguments])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await Task.WhenAll(output, errors, process.WaitForExitAsync()).WaitAsync(Patience);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    public void Dispose() => _folder.Dispose();
}
