using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using MedRecords.Grains.Interfaces.Accounts;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.GrpcFrontend.Admission;
using MedRecords.GrpcFrontend.Hosting;
using MedRecords.GrpcFrontend.Mapping;
using MedRecords.V1;
using Microsoft.AspNetCore.Http;

namespace MedRecords.GrpcFrontend.Calls;

/// <summary>Establishes who calls: by the bearer token, or by the client certificate where there is no token.</summary>
internal sealed class Authenticator(IGrainFactory grains, FrontendOptions options, Gates gates, TimeProvider time)
{
    private readonly IdentityCache _cache = new(options.RememberedIdentities, time);

    /// <summary>Tells who calls, or throws the refusal.</summary>
    public ValueTask<KnownCaller> AuthenticateAsync(ServerCallContext context)
    {
        var http = context.GetHttpContext();
        var authorization = http.Request.Headers.Authorization;
        if (authorization.Count == 0) return ByCertificateAsync(context, http);

        var token = authorization.Count == 1 ? Credential.TokenIn(authorization.ToString()) : default;
        if (token.IsEmpty) throw Errors.NotSignedIn();
        var credential = Credential.OfToken(token);
        return _cache.Find(credential) is { } identity
            ? new(CallerOf(identity, context, http))
            : AskAsync(credential, Identify(token.ToString()), context, http);
    }

    private ValueTask<KnownCaller> ByCertificateAsync(ServerCallContext context, HttpContext http)
    {
        if (http.Connection.ClientCertificate is not { } certificate) throw Errors.NotSignedIn();
        var credential = Credential.OfCertificate(certificate);
        return _cache.Find(credential) is { } identity
            ? new(CallerOf(identity, context, http))
            : AskAsync(credential, sessions => sessions.IdentifyCertificateAsync(Thumbprint(certificate)), context, http);
    }

    // Whoever shows what nobody knows yet waits among those who are not known: a made-up token costs a check too.
    private async ValueTask<KnownCaller> AskAsync(
        Credential credential, Func<ISessionsGrain, Task<Answer<Identity>>> identify, ServerCallContext context, HttpContext http)
    {
        var admitted = await gates.Calls.EnterAsync(context.Claim(), CallRank.Ordinary, CallRank.Ordinary, context);
        Identity identity;
        try
        {
            identity = (await identify(grains.GetGrain<ISessionsGrain>(0))).OrThrow();
        }
        finally
        {
            gates.Calls.Leave(admitted, isTypical: false);
        }

        if (identity.ExpiresAt > time.GetUtcNow()) _cache.Remember(credential, identity);
        return CallerOf(identity, context, http);
    }

    private static Func<ISessionsGrain, Task<Answer<Identity>>> Identify(string token) => sessions => sessions.IdentifyAsync(token);

    private static KnownCaller CallerOf(Identity identity, ServerCallContext context, HttpContext http) => new(
        new(identity.Account, identity.Session, PurposeOf(http.Request.Headers), OnBehalfOf(http.Request.Headers), context.Origin()),
        identity.Share);

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
            "emergency" => Purpose.Emergency,
            _ => throw Errors.Invalid("x-purpose", "must be treatment, payment, operations, patient-request, records-management, audit or emergency"),
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

/// <summary>Who calls, and the site whose share of the service the call uses.</summary>
internal readonly record struct KnownCaller(Caller Caller, string Share);
