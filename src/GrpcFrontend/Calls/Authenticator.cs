using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using MedRecords.Grains.Interfaces.Accounts;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.GrpcFrontend.Admission;
using MedRecords.GrpcFrontend.Mapping;
using MedRecords.V1;
using Microsoft.AspNetCore.Http;

namespace MedRecords.GrpcFrontend.Calls;

/// <summary>Establishes who calls: by the bearer token, or by the client certificate where there is no token.</summary>
internal sealed class Authenticator(IGrainFactory grains, IdentityCache identities, Gates gates, Strangers strangers, TimeProvider time)
{
    /// <summary>Tells who calls, or throws the refusal.</summary>
    public ValueTask<KnownCaller> AuthenticateAsync(ServerCallContext context)
    {
        var http = context.GetHttpContext();
        if (http.Known() is { } known) return new(CallerOf(known, http));
        var credential = Credential.ShownBy(http) ?? throw Errors.NotSignedIn();
        return identities.Find(credential) is { } identity ? new(CallerOf(identity, http)) : AskAsync(credential, context, http);
    }

    // Whoever shows what nobody knows yet waits among those who are not known: a made-up token costs a check too.
    private async ValueTask<KnownCaller> AskAsync(Credential credential, ServerCallContext context, HttpContext http)
    {
        var admitted = await gates.Calls.EnterAsync(context.Claim(), CallRank.Ordinary, CallRank.Ordinary, context);
        Answer<Identity> answer;
        try
        {
            answer = await IdentifyAsync(credential.Kind, http);
        }
        finally
        {
            gates.Calls.Leave(admitted, isTypical: false);
        }

        if (answer.Value is null) strangers.Failed(http.Connection.RemoteIpAddress);
        var identity = answer.OrThrow();
        if (identity.ExpiresAt > time.GetUtcNow()) identities.Remember(credential, identity);
        return CallerOf(identity, http);
    }

    private Task<Answer<Identity>> IdentifyAsync(CredentialKind kind, HttpContext http)
    {
        var sessions = grains.GetGrain<ISessionsGrain>(0);
        return kind == CredentialKind.Token
            ? sessions.IdentifyAsync(Credential.TokenIn(http.Request.Headers.Authorization.ToString()).ToString())
            : sessions.IdentifyCertificateAsync(Thumbprint(http.Connection.ClientCertificate!));
    }

    private static KnownCaller CallerOf(Identity identity, HttpContext http) => new(
        new(identity.Account, identity.Session, PurposeOf(http.Request.Headers), OnBehalfOf(http.Request.Headers), http.Origin()),
        identity.Share);

    private static Purpose PurposeOf(IHeaderDictionary headers)
    {
        if (!headers.TryGetValue(CallerContext.PurposeHeader, out var given)) return Purpose.Unspecified;
        return given.ToString() switch
        {
            "treatment" => Purpose.Treatment,
            "payment" => Purpose.Payment,
            "operations" => Purpose.Operations,
            "patient-request" => Purpose.PatientRequest,
            "records-management" => Purpose.RecordsManagement,
            "audit" => Purpose.Audit,
            CallerContext.EmergencyPurpose => Purpose.Emergency,
            _ => throw Errors.Invalid(CallerContext.PurposeHeader, "must be treatment, payment, operations, patient-request, records-management, audit or emergency"),
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
