using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using MedRecords.Grains.Interfaces.Accounts;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.GrpcFrontend.Hosting;
using MedRecords.GrpcFrontend.Mapping;
using MedRecords.V1;
using Microsoft.AspNetCore.Http;

namespace MedRecords.GrpcFrontend.Calls;

/// <summary>Establishes who calls: by the bearer token, or by the client certificate where there is no token.</summary>
internal sealed class Authenticator(IGrainFactory grains, FrontendOptions options, TimeProvider time)
{
    private readonly IdentityCache _cache = new(options.RememberedIdentities, time);

    /// <summary>Tells who calls, or throws the refusal.</summary>
    public ValueTask<Caller> AuthenticateAsync(ServerCallContext context)
    {
        var http = context.GetHttpContext();
        var authorization = http.Request.Headers.Authorization;
        if (authorization.Count == 0) return ByCertificateAsync(context, http);

        var token = authorization.Count == 1 ? Credential.TokenIn(authorization.ToString()) : default;
        if (token.IsEmpty) throw Errors.NotSignedIn();
        var credential = Credential.OfToken(token);
        return _cache.Find(credential) is { } identity
            ? new(CallerOf(identity, context, http))
            : AskAsync(credential, grains.GetGrain<ISessionsGrain>(0).IdentifyAsync(token.ToString()), context, http);
    }

    private ValueTask<Caller> ByCertificateAsync(ServerCallContext context, HttpContext http)
    {
        if (http.Connection.ClientCertificate is not { } certificate) throw Errors.NotSignedIn();
        var credential = Credential.OfCertificate(certificate);
        return _cache.Find(credential) is { } identity
            ? new(CallerOf(identity, context, http))
            : AskAsync(credential, grains.GetGrain<ISessionsGrain>(0).IdentifyCertificateAsync(Thumbprint(certificate)), context, http);
    }

    private async ValueTask<Caller> AskAsync(Credential credential, Task<Answer<Identity>> asked, ServerCallContext context, HttpContext http)
    {
        var identity = (await asked).OrThrow();
        if (identity.ExpiresAt > time.GetUtcNow()) _cache.Remember(credential, identity);
        return CallerOf(identity, context, http);
    }

    private static Caller CallerOf(Identity identity, ServerCallContext context, HttpContext http) =>
        new(identity.Account, identity.Session, PurposeOf(http.Request.Headers), OnBehalfOf(http.Request.Headers), context.Origin());

    private static Purpose PurposeOf(IHeaderDictionary headers)
    {
        if (!headers.TryGetValue("x-purpose", out var given)) return Purpose.Unspecified;
        return given.ToString() switch
        {
            "treatment" => Purpose.Treatment,
            "payment" => Purpose.Payment,
            "operations" => Purpose.Operations,
            "patient-request" => Purpose.PatientRequest,
            "records-management" => Purpose.RecordsManagement,
            "audit" => Purpose.Audit,
            _ => throw Errors.Invalid("x-purpose", "must be treatment, payment, operations, patient-request, records-management or audit"),
        };
    }

    private static string OnBehalfOf(IHeaderDictionary headers)
    {
        if (!headers.TryGetValue("x-on-behalf-of", out var given)) return "";
        var person = given.ToString();
        Check.Printable(person, "x-on-behalf-of", 1, 128);
        return person;
    }

    // Lower-case hex, as the directory keeps it.
    private static string Thumbprint(X509Certificate2 certificate) =>
        Convert.ToHexStringLower(certificate.GetCertHash(HashAlgorithmName.SHA256));
}
