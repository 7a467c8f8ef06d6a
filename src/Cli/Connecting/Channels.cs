using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;
using MedRecords.Cli.Running;

namespace MedRecords.Cli.Connecting;

/// <summary>Opens channels: HTTP/2 in the clear for http, TLS with the given certificates for https.</summary>
internal static class Channels
{
    private const int LargestMessageBytes = 64 * 1024 * 1024;

    /// <summary>A channel to the server that the settings name.</summary>
    public static GrpcChannel Open(Settings settings)
    {
        var secure = settings.Server.Scheme == "https";
        var handler = new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            // HTTP/2 in the clear passes no ordinary proxy.
            UseProxy = secure,
        };
        if (secure)
            handler.SslOptions = ToSslOptions(settings);
        return GrpcChannel.ForAddress(settings.Server, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true, MaxReceiveMessageSize = LargestMessageBytes });
    }

    /// <summary>The certificate that stands for this program, or null.</summary>
    public static X509Certificate2? ReadClientCertificate(Settings settings)
    {
        if (settings.ClientCertificate is not { } file)
            return null;
        if (file.Extension is ".p12" or ".pfx")
            return X509CertificateLoader.LoadPkcs12FromFile(file.FullName, password: null);
        return X509Certificate2.CreateFromPemFile(file.FullName, settings.ClientKey?.FullName);
    }

    private static SslClientAuthenticationOptions ToSslOptions(Settings settings)
    {
        var options = new SslClientAuthenticationOptions();
        if (ReadClientCertificate(settings) is { } own)
            options.ClientCertificates = [own];
        if (settings.CaFile is { } file)
        {
            var issuers = new X509Certificate2Collection();
            issuers.ImportFromPemFile(file.FullName);
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(issuers);
        }
        return options;
    }
}
