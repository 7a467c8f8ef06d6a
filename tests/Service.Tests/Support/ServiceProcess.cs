using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Grpc.Net.Client;

namespace MedRecords.Service.Tests.Support;

/// <summary>The service as a process of its own, on a free port.</summary>
public sealed partial class ServiceProcess : IAsyncDisposable
{
    public const string AdminPassword = "a password for the tests";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly List<(string Text, TaskCompletionSource Seen)> _awaited = [];
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServiceProcess(Process process) => _process = process;

    public GrpcChannel Channel { get; set; } = null!;

    /// <summary>Where it listens.</summary>
    public string Address { get; private set; } = string.Empty;

    public string Output { get; private set; } = string.Empty;

    public string Errors
    {
        get
        {
            lock (_errors)
                return _errors.ToString();
        }
    }

    /// <summary>The program.</summary>
    public static string Program
    {
        get
        {
            // artifacts/STACK/bin/Service.Tests/CONFIGURATION/net10.0/ → artifacts/STACK/bin/Silo/CONFIGURATION/net10.0/
            var here = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(here.Parent!.Parent!.Parent!.FullName, "Silo", here.Parent!.Name, here.Name, "MedRecords.Silo.dll");
        }
    }

    public static Task<ServiceProcess> StartAsync(string data, string database = "sqlite", params string[] options) =>
        StartAsync(data, database, new Dictionary<string, string>(), options);

    /// <summary>Starts it with more variables in its environment.</summary>
    public static async Task<ServiceProcess> StartAsync(string data, string database, IReadOnlyDictionary<string, string> variables, params string[] options)
    {
        string[] ports = options.Contains("--silo-port") ? [] : ["--silo-port", "0", "--gateway-port", "0"];
        // Nobody has to turn away from it, unless a test says so.
        string[] grace = options.Contains("--drain-seconds") ? [] : ["--drain-seconds", "0"];
        var service = Launch(["--data", data, "--database", database, "--listen", "127.0.0.1:0", .. ports, .. grace, .. options], variables);
        var first = await Task.WhenAny(service._ready.Task, service._process.WaitForExitAsync(), Task.Delay(Patience));
        if (first != service._ready.Task)
        {
            await service.DisposeAsync();
            throw new InvalidOperationException($"The service did not become ready: {service.Output} {service.Errors}");
        }

        service.Address = await service._ready.Task;
        service.Channel = GrpcChannel.ForAddress(service.Address);
        return service;
    }

    /// <summary>Runs the program to its end, which is expected to come by itself.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        await using var service = Launch(arguments, new Dictionary<string, string>());
        using var late = new CancellationTokenSource(Patience);
        await service._process.WaitForExitAsync(late.Token);
        return (service._process.ExitCode, service.Output, service.Errors);
    }

    /// <summary>Waits until the log says so.</summary>
    public Task LogsAsync(string text)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_errors)
        {
            if (_errors.ToString().Contains(text, StringComparison.Ordinal))
                return Task.CompletedTask;
            _awaited.Add((text, seen));
        }

        return seen.Task.WaitAsync(Patience);
    }

    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    /// <summary>Sends the process a signal, e.g. "HUP".</summary>
    public void Signal(string name) =>
        Process.Start("kill", [$"-{name}", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();

    public async Task StopAsync()
    {
        Signal("TERM");
        await ExitAsync();
    }

    /// <summary>Waits for the process to end; its exit code.</summary>
    public async Task<int> ExitAsync()
    {
        using var late = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(late.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Channel?.Dispose();
        if (!_process.HasExited)
            Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static ServiceProcess Launch(string[] arguments, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["MEDRECORDS_ADMIN_PASSWORD"] = AdminPassword;
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        var service = new ServiceProcess(Process.Start(start)!);
        service._process.OutputDataReceived += (_, line) => service.OnOutput(line.Data);
        service._process.ErrorDataReceived += (_, line) => service.OnError(line.Data);
        service._process.BeginOutputReadLine();
        service._process.BeginErrorReadLine();
        return service;
    }

    private void OnError(string? line)
    {
        lock (_errors)
        {
            _errors.AppendLine(line);
            foreach (var (text, seen) in _awaited)
            {
                if (line?.Contains(text, StringComparison.Ordinal) == true)
                    seen.TrySetResult();
            }
        }
    }

    private void OnOutput(string? line)
    {
        Output += line + "\n";
        if (line is not null && ReadyLine().Match(line) is { Success: true } ready)
            _ready.TrySetResult(ready.Groups[1].Value);
    }

    [GeneratedRegex("^Ready: .* listens on (https?://[^,]+),")]
    private static partial Regex ReadyLine();
}
