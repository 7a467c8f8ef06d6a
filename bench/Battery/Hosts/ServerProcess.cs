using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MedRecords.Battery.Hosts;

/// <summary>Signals to a server.</summary>
internal enum StopSignal
{
    /// <summary>SIGKILL: no chance to put anything in order.</summary>
    Kill = 9,

    /// <summary>SIGTERM: stop in order.</summary>
    Terminate = 15,

    /// <summary>SIGCONT: go on after <see cref="Pause"/>.</summary>
    Continue = 18,

    /// <summary>SIGSTOP: stand still.</summary>
    Pause = 19,
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
    private readonly string? _log;

    private ServerProcess(ProcessStartInfo command, string readyText, StopSignal stop, string? log)
    {
        (_readyText, _stop, _log) = (readyText, stop, log);
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
    /// <param name="command">How it is started.</param>
    /// <param name="readyText">What that line holds.</param>
    /// <param name="stop">How it is told to stop.</param>
    /// <param name="log">A file to add all lines to that it writes; null for none.</param>
    public static async Task<ServerProcess> StartAsync(
        ProcessStartInfo command, string readyText = "Ready", StopSignal stop = StopSignal.Terminate, string? log = null)
    {
        var server = new ServerProcess(command, readyText, stop, log);
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

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Sends it a signal.</summary>
    public void Send(StopSignal signal)
    {
        if (!_process.HasExited)
            _ = Kill(_process.Id, (int)signal);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Send(_stop);
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
        if (_log is not null)
        {
            lock (_lines)
                File.AppendAllText(_log, line + '\n');
        }

        _lines.Enqueue(line);
        if (_lines.Count > KeptLines)
            _lines.TryDequeue(out _);
        if (line.Contains(_readyText, StringComparison.Ordinal))
            _ready.TrySetResult();
    }
}
