using System.Security.Cryptography.X509Certificates;
using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Diagnose;

/// <summary>Certificates of a service that is to be started.</summary>
public sealed class Certificates : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Authority _authority = new("the clinic's authority");

    [Theory]
    [InlineData(90, FindingSeverity.Ok, "is valid until")]
    [InlineData(20, FindingSeverity.Warning, "expires on")]
    [InlineData(1, FindingSeverity.Error, "expires on")]
    [InlineData(-1, FindingSeverity.Error, "expired on")]
    public async Task That_are_valid_for_so_many_days(int days, FindingSeverity severity, string words)
    {
        using var certificate = _authority.ForServer(DateTimeOffset.UtcNow.AddDays(days));

        (await DiagnoseAsync(certificate, certificate)).Finds("certificates", severity, words);
    }

    [Fact]
    public async Task That_do_not_fit_their_key()
    {
        using var certificate = _authority.ForServer();
        using var other = _authority.ForServer();

        (await DiagnoseAsync(certificate, other)).Finds("certificates", FindingSeverity.Error, "do not belong together");
    }

    [Fact]
    public async Task That_are_not_there() =>
        (await Diagnosis.OfAsync("--data", _folder.Path, "--tls-certificate", Path.Combine(_folder.Path, "none.pem"))).Finds("certificates", FindingSeverity.Error, "cannot be read");

    [Fact]
    public async Task That_clients_should_come_from_and_are_none()
    {
        var file = Write("authority.pem", "no certificate");

        (await Diagnosis.OfAsync("--data", _folder.Path, "--client-authority", file)).Finds("certificates", FindingSeverity.Error, "authority of client certificates");
    }

    [Fact]
    public async Task That_are_missing_where_others_can_listen() =>
        (await Diagnosis.OfAsync("--data", _folder.Path, "--listen", "*:0")).Finds("port", FindingSeverity.Error, "speaks TLS only");

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    private Task<Diagnosis> DiagnoseAsync(X509Certificate2 certificate, X509Certificate2 key) => Diagnosis.OfAsync(
        "--data", _folder.Path,
        "--tls-certificate", Write("server.pem", certificate.ExportCertificatePem()),
        "--tls-key", Write("server.key", key.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()));

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}
