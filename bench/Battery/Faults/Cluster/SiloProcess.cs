using System.Diagnostics;
using System.Net;
using MedRecords.Battery.Hosts;
using MedRecords.Battery.Setup;

namespace MedRecords.Battery.Faults.Cluster;

/// <summary>One silo of a cluster, at the same address through all its starts.</summary>
/// <param name="name">A name for its log.</param>
/// <param name="place">Where it runs.</param>
/// <param name="folder">The data folder, which the silos share: it holds the key ring.</param>
internal sealed class SiloProcess(string name, SiloPlace place, string folder) : IAsyncDisposable
{
    private static readonly TimeSpan _glance = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly (int Clients, int Silos, int Gateway) _ports = (FreePort.Find(), FreePort.Find(), FreePort.Find());
    private ServerProcess? _process;

    /// <summary>Where clients reach it.</summary>
    public Uri Address => new($"http://{place.Address}:{_ports.Clients}");

    /// <summary>Its place.</summary>
    public SiloPlace Place => place;

    /// <summary>The port for other silos.</summary>
    public int SiloPort => _ports.Silos;

    /// <summary>All that it wrote, through all its starts.</summary>
    public string Log { get; } = Path.Combine(folder, name + ".log");

    /// <summary>Whether it became ready and has not ended since.</summary>
    public bool IsRunning => _process is { HasExited: false };

    /// <summary>The program that its next start runs.</summary>
    public string Program { get; set; } = Self.FindNeighbour("Silo");

    /// <summary>Whether it is to be started again when it has ended.</summary>
    public bool IsWanted { get; set; } = true;

    /// <summary>How often it became ready.</summary>
    public int Starts { get; private set; }

    /// <summary>Starts it and waits until it is ready.</summary>
    public async Task StartAsync()
    {
        if (_process is { } ended)
        {
            _process = null;
            await ended.DisposeAsync();
        }

        string[] words =
        [
            .. place.Prefix, "dotnet", Program, "--data", folder, "--database", place.Database.ToString(),
            "--listen", Address.Authority, "--cluster-address", place.ClusterAddress,
            "--silo-port", $"{_ports.Silos}", "--gateway-port", $"{_ports.Gateway}",
        ];
        string[] insecure = IPAddress.IsLoopback(IPAddress.Parse(place.Address)) ? [] : ["--insecure-http"];
        var command = new ProcessStartInfo(words[0], [.. words[1..], .. insecure]);
        command.Environment["MEDRECORDS_ADMIN_PASSWORD"] = Staff.Password;
        foreach (var (variable, value) in place.Environment)
            command.Environment[variable] = value;
        _process = await ServerProcess.StartAsync(command, log: Log);
        Starts++;
    }

    /// <summary>Sends it a signal.</summary>
    public void Send(StopSignal signal) => _process?.Send(signal);

    /// <summary>Waits until it has become ready so often.</summary>
    public async Task WaitForStartAsync(int starts)
    {
        using var patience = new CancellationTokenSource(_patience);
        while (Starts < starts)
            await Task.Delay(_glance, patience.Token);
    }

    /// <summary>How many lines of its log hold a text.</summary>
    public int CountInLog(string text) => File.Exists(Log) ? File.ReadLines(Log).Count(line => line.Contains(text, StringComparison.Ordinal)) : 0;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;
}
