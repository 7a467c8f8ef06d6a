using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MedRecords.Service.Tests.Support;

/// <summary>The distribution's HAProxy with the configuration that is delivered, in front of three silos.</summary>
public sealed class Haproxy : IAsyncDisposable
{
    private const string Program = "/usr/sbin/haproxy";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly string _socket;

    private Haproxy(Process process, string socket, string address, string passthrough) =>
        (_process, _socket, Address, Passthrough) = (process, socket, address, passthrough);

    /// <summary>Where it ends TLS.</summary>
    public string Address { get; }

    /// <summary>Where it passes TLS on.</summary>
    public string Passthrough { get; }

    /// <summary>Starts it and waits until it takes every silo for sound.</summary>
    /// <param name="folder">For its socket.</param>
    /// <param name="certificate">File with its certificate and key.</param>
    /// <param name="authority">File with the authority of the silos' certificates.</param>
    /// <param name="silos">The silos, in order.</param>
    public static async Task<Haproxy> StartAsync(string folder, string certificate, string authority, IReadOnlyList<ServiceProcess> silos)
    {
        if (!File.Exists(Program))
            throw new InvalidOperationException("HAProxy is missing: install the Debian package haproxy.");
        var (listen, passthrough, socket) = (FreePort(), FreePort(), Path.Combine(folder, "haproxy.sock"));
        var start = new ProcessStartInfo(Program, ["-q", "-db", "-f", Path.Combine(Readme.Root, "deploy/haproxy/haproxy.cfg")]);
        start.Environment["RECORDS_LISTEN"] = $"127.0.0.1:{listen}";
        start.Environment["RECORDS_PASSTHROUGH"] = $"127.0.0.1:{passthrough}";
        start.Environment["RECORDS_CERTIFICATE"] = certificate;
        start.Environment["RECORDS_AUTHORITY"] = authority;
        start.Environment["RECORDS_STATE"] = socket;
        foreach (var (index, silo) in silos.Index())
            start.Environment[$"RECORDS_SILO{index + 1}"] = new Uri(silo.Address).Authority;
        var proxy = new Haproxy(Process.Start(start)!, socket, $"https://127.0.0.1:{listen}", $"https://127.0.0.1:{passthrough}");
        foreach (var (index, _) in silos.Index())
            await proxy.SeesAsync($"silo{index + 1}", "UP", checks: true);
        return proxy;
    }

    /// <summary>Waits until it takes a silo for UP or DOWN; where asked to, after a check and not for want of one.</summary>
    public async Task SeesAsync(string silo, string status, bool checks = false)
    {
        for (var since = Stopwatch.GetTimestamp(); !await IsAsync(silo, status, checks);)
            Assert.True(Stopwatch.GetElapsedTime(since) < Patience, $"HAProxy does not see {silo} {status}.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<bool> IsAsync(string silo, string status, bool checks)
    {
        var lines = (await AskAsync("show stat")).Split('\n').Select(line => line.Split(',')).ToList();
        if (lines.Count < 2)
            return false;
        var line = lines.SingleOrDefault(line => line.Length > 2 && line[0] == "silos" && line[1] == silo);
        return line is not null && Field("status").StartsWith(status, StringComparison.Ordinal) && (!checks || Field("check_status").StartsWith("L7", StringComparison.Ordinal));

        string Field(string name) => line[Array.IndexOf(lines[0], name)];
    }

    private async Task<string> AskAsync(string question)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_socket));
        }
        catch (SocketException)
        {
            return string.Empty; // It has not made its socket yet.
        }

        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(question + "\n"));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
