using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MedRecords.Battery.Hosts;

/// <summary>Signals that tell a server to stop.</summary>
internal enum StopSignal
{
    /// <summary>SIGKILL: no chance to put anything in order.</summary>
    Kill = 9,

    /// <summary>SIGTERM: in order.</summary>
    Terminate = 15,
}

/// <summary>A server in a process of its own. It is ready when it says so, and is told to stop by a signal.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private const int KeptLines = 40;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;
    private readonly string _readyText;
    private readonly StopSignal _stop;

    private ServerProcess(ProcessStartInfo command, string readyText, StopSignal stop)
    {
        (_readyText, _stop) = (readyText, stop);
        command.RedirectStandardOutput = true;
        command.RedirectStandardError = true;
        command.RedirectStandardInput = true;
        _process = new Process { StartInfo = command, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException("The server ended before it was ready."));
    }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Processor time that it has taken.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts a server and waits for a line that says that it is ready.</summary>
    public static async Task<ServerProcess> StartAsync(ProcessStartInfo command, string readyText = "Ready", StopSignal stop = StopSignal.Terminate)
    {
        var server = new ServerProcess(command, readyText, stop);
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        try
        {
            await server._ready.Task.WaitAsync(_patience);
            return server;
        }
        catch (Exception fault) when (fault is InvalidOperationException or TimeoutException)
        {
            var said = string.Join('\n', server._lines);
            await server.DisposeAsync();
            throw new InvalidOperationException($"{string.Join(' ', command.ArgumentList)} did not get ready: {fault.Message}\n{said}");
        }
    }

    /// <summary>The last lines that it wrote.</summary>
    public string LastLines => string.Join('\n', _lines);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _ = Kill(_process.Id, (int)_stop);
        using var patience = new CancellationTokenSource(_patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    private void Take(string? line)
    {
        if (line is null)
            return;
        _lines.Enqueue(line);
        if (_lines.Count > KeptLines)
            _lines.TryDequeue(out _);
        if (line.Contains(_readyText, StringComparison.Ordinal))
            _ready.TrySetResult();
    }
}
