using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MedRecords.GrpcFrontend.Admission;
using MedRecords.Silo.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace MedRecords.Silo.Security;

/// <summary>Where and how the service listens: HTTP/2, with TLS everywhere but on loopback.</summary>
internal static class ListenEndpoint
{
    public static void Configure(KestrelServerOptions kestrel, SiloSettings options)
    {
        CheckSecure(options);
        var (address, port) = Parse(options.Listen);
        kestrel.AddServerHeader = false;
        kestrel.Listen(address, port, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.Use(Insistence.Around);
            if (options.TlsCertificate.Length > 0)
                listen.UseHttps(https => ConfigureTls(https, options));
        });
    }

    /// <summary>Refuses a start that could not listen, before anything else is begun.</summary>
    public static void CheckFree(SiloSettings options)
    {
        var (address, port) = Parse(options.Listen);
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
        }
        catch (SocketException failure)
        {
            throw new StartRefusedException(failure.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => $"The port is in use: {options.Listen}. Stop the other program, or choose another port with --listen HOST:PORT.",
                SocketError.AddressNotAvailable => "The address to listen on is not one of this machine's. Choose another with --listen HOST:PORT.",
                SocketError.AccessDenied => "This user may not listen on that port. Choose one above 1023 with --listen HOST:PORT.",
                _ => $"The service cannot listen on {options.Listen} ({failure.SocketErrorCode}). Choose another address with --listen HOST:PORT.",
            });
        }
    }

    /// <summary>Refuses to speak in the clear where others can listen.</summary>
    public static void CheckSecure(SiloSettings options)
    {
        if (!IPAddress.IsLoopback(Parse(options.Listen).Address) && options.TlsCertificate.Length == 0 && !options.InsecureHttp)
            throw new StartRefusedException("Outside loopback the service speaks TLS only. Give --tls-certificate and --tls-key, or --insecure-http behind a proxy that ends TLS.");
    }

    private static (IPAddress Address, int Port) Parse(string listen)
    {
        var colon = listen.LastIndexOf(':');
        var host = colon > 0 ? listen[..colon].Trim('[', ']') : string.Empty;
        if (colon <= 0 || !int.TryParse(listen.AsSpan(colon + 1), out var port) || port is < 0 or > 65535)
            throw new StartRefusedException("--listen must have the form HOST:PORT, e.g. 127.0.0.1:5080.");
        if (host == "localhost")
            return (IPAddress.Loopback, port);
        return IPAddress.TryParse(host == "*" ? "0.0.0.0" : host, out var address)
            ? (address, port)
            : throw new StartRefusedException("--listen must name an address of this machine, \"localhost\" or \"*\".");
    }

    private static void ConfigureTls(HttpsConnectionAdapterOptions https, SiloSettings options)
    {
        https.ServerCertificate = Load(() => X509Certificate2.CreateFromPemFile(options.TlsCertificate, options.TlsKey.Length > 0 ? options.TlsKey : null), "--tls-certificate and --tls-key");
        if (options.ClientAuthority.Length == 0)
            return;
        var authority = Load(() => X509CertificateLoader.LoadCertificateFromFile(options.ClientAuthority), "--client-authority");
        https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
        https.ClientCertificateValidation = (certificate, _, _) => ComesFrom(certificate, authority);
    }

    private static bool ComesFrom(X509Certificate2 certificate, X509Certificate2 authority)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    private static X509Certificate2 Load(Func<X509Certificate2> load, string option)
    {
        try
        {
            return load();
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"{option}: the file cannot be read, does not hold what it should in PEM form, or the key is not the certificate's.");
        }
    }
}
