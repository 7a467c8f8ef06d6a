using System.Security.Cryptography.X509Certificates;
using MedRecords.Service.Tests.Support;

namespace MedRecords.Service.Tests.Deploy;

/// <summary>Three silos of different sites with TLS on one PostgreSQL, and HAProxy in front of them.</summary>
public sealed class ThreeSilos : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<ServiceProcess> _silos = [];

    private ThreeSilos()
    {
    }

    public Authority Authority { get; } = new("the sites' authority");

    public IReadOnlyList<ServiceProcess> Silos => _silos;

    public Haproxy Proxy { get; private set; } = null!;

    /// <summary>Starts it all; what is called through the first silo's channel goes through HAProxy.</summary>
    public static async Task<ThreeSilos> StartAsync(int drainSeconds = 10)
    {
        var place = new ThreeSilos();
        try
        {
            await place.BeginAsync(drainSeconds);
            return place;
        }
        catch
        {
            await place.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Proxy is not null)
            await Proxy.DisposeAsync();
        foreach (var silo in _silos)
            await silo.DisposeAsync();
        Authority.Dispose();
        _folder.Dispose();
    }

    private async Task BeginAsync(int drainSeconds)
    {
        using var certificate = Authority.ForServer();
        var (pem, key) = (certificate.ExportCertificatePem(), certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        var (server, serverKey, both, authority) = (Write("server.pem", pem), Write("server.key", key), Write("both.pem", $"{pem}\n{key}"), Write("authority.pem", Authority.Pem));
        var database = await OnPostgreSql.NewDatabaseAsync();
        foreach (var site in (string[])["north", "south", "west"])
        {
            var silo = await ServiceProcess.StartAsync(
                _folder.Path, database, "--silo-port", "0", "--gateway-port", "0", "--name", site, "--site", site, "--drain-seconds", $"{drainSeconds}",
                "--tls-certificate", server, "--tls-key", serverKey, "--client-authority", authority);
            silo.Channel = Authority.Connect(silo.Address);
            _silos.Add(silo);
        }

        Proxy = await Haproxy.StartAsync(_folder.Path, both, authority, _silos);
        _silos[0].Channel = Authority.Connect(Proxy.Address);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}
