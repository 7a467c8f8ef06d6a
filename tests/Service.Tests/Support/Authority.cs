using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;

namespace MedRecords.Service.Tests.Support;

/// <summary>Issues certificates for the length of a test.</summary>
public sealed class Authority : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private readonly X509Certificate2 _own;

    public Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _own = request.CreateSelfSigned(Now.AddYears(-2), Now.AddYears(1));
    }

    /// <summary>The authority's own certificate, as PEM.</summary>
    public string Pem => _own.ExportCertificatePem();

    public X509Certificate2 ForServer() => ForServer(Now.AddDays(1));

    public X509Certificate2 ForServer(DateTimeOffset until)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        return Issue("the service", until, names.Build());
    }

    public X509Certificate2 ForClient(string name) => Issue(name, Now.AddDays(1));

    public X509Certificate2 ForClientOfYesterday(string name) => Issue(name, Now.AddDays(-1));

    /// <summary>A channel that trusts this authority alone, and shows a certificate where one is given.</summary>
    public GrpcChannel Connect(string address, X509Certificate2? client = null)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { _own },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        if (client is not null)
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(client, [], offline: true);
        return GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
    }

    public void Dispose() => _own.Dispose();

    private X509Certificate2 Issue(string name, DateTimeOffset until, params X509Extension[] extensions)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        foreach (var extension in extensions)
            request.CertificateExtensions.Add(extension);
        using var certificate = request.Create(_own, Now.AddDays(-7), until, RandomNumberGenerator.GetBytes(16));
        return certificate.CopyWithPrivateKey(key);
    }
}
