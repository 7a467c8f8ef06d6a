using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MedRecords.V1;

namespace MedRecords.Silo.Diagnosis.Checks;

/// <summary>Whether the certificates can be read, fit their keys, and hold for a while.</summary>
internal sealed class CertificateCheck() : Check("certificates")
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);
    private static readonly TimeSpan VerySoon = TimeSpan.FromDays(3);

    public override async IAsyncEnumerable<Finding> RunAsync(Examination subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        var settings = subject.Settings;
        if (settings.TlsCertificate.Length > 0)
        {
            var key = settings.TlsKey.Length > 0 ? settings.TlsKey : null;
            yield return Look(subject, settings.TlsCertificate, () => X509Certificate2.CreateFromPemFile(settings.TlsCertificate, key), "The server's certificate and its key cannot be read, or do not belong together.");
            if (subject.RunningSince is { } since && File.GetLastWriteTimeUtc(settings.TlsCertificate) > since)
                yield return Warning($"{settings.TlsCertificate} was renewed after the service started.", "Restart the service: it reads certificates at start.");
        }

        if (settings.ClientAuthority.Length > 0)
            yield return Look(subject, settings.ClientAuthority, () => X509CertificateLoader.LoadCertificateFromFile(settings.ClientAuthority), "The authority of client certificates cannot be read.");
    }

    private Finding Look(Examination subject, string path, Func<X509Certificate2> load, string unreadable)
    {
        try
        {
            using var certificate = load();
            return Judge(path, certificate, subject.Time.GetUtcNow());
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return Error($"{path}: {unreadable}", "Correct path, owner and mode, and see that both are PEM and of one another.");
        }
    }

    private Finding Judge(string path, X509Certificate2 certificate, DateTimeOffset now)
    {
        var (begin, end) = ((DateTimeOffset)certificate.NotBefore.ToUniversalTime(), (DateTimeOffset)certificate.NotAfter.ToUniversalTime());
        const string Advice = "Renew it, and restart the service.";
        return this switch
        {
            _ when begin > now => Error($"{path} is not valid before {begin:u}.", "Look at this machine's clock, or have it issued anew."),
            _ when end < now => Error($"{path} expired on {end:u}: clients refuse it.", Advice),
            _ when end - now < VerySoon => Error($"{path} expires on {end:u}.", Advice),
            _ when end - now < Soon => Warning($"{path} expires on {end:u}.", Advice),
            _ => Ok($"{path} is valid until {end:u}."),
        };
    }
}
