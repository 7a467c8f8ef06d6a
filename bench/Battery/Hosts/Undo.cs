using System.Diagnostics;

namespace MedRecords.Battery.Hosts;

/// <summary>
/// Commands that put the machine back as it was: they run when this is disposed of or when the process ends,
/// however it ends, because they wait for the end of a pipe.
/// </summary>
internal sealed class Undo : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly Process _shell;

    /// <summary>Prepares the commands, in the shell's language.</summary>
    public Undo(string commands) => _shell = Process.Start(
        new ProcessStartInfo("/bin/sh", ["-c", $"{{ trap '' INT TERM HUP; cat; {commands}; }} >/dev/null 2>&1"]) { RedirectStandardInput = true })!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync().WaitAsync(_patience);
        _shell.Dispose();
    }
}
