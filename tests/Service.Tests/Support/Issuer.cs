using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MedRecords.Service.Tests.Support;

/// <summary>An OpenID Connect issuer on loopback: publishes its key and signs tokens, good ones and bad ones.</summary>
public sealed class Issuer : IAsyncDisposable
{
    public const string Audience = "records";

    private readonly WebApplication _application;

    private Issuer(WebApplication application) => _application = application;

    public string Address { get; private set; } = string.Empty;

    /// <summary>The key that is published.</summary>
    public SigningKey Key { get; private set; } = new();

    public static async Task<Issuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var issuer = new Issuer(builder.Build());
        issuer._application.Urls.Add("http://127.0.0.1:0");
        issuer._application.MapGet("/.well-known/openid-configuration", () => Json(new JsonObject { ["issuer"] = issuer.Address, ["jwks_uri"] = issuer.Address + "/keys" }));
        issuer._application.MapGet("/keys", () => Json(new JsonObject { ["keys"] = new JsonArray(issuer.Key.ToJson()) }));
        await issuer._application.StartAsync();
        issuer.Address = issuer._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return issuer;
    }

    /// <summary>Publishes another key instead.</summary>
    public void ChangeKey() => Key = new SigningKey();

    /// <summary>What a good token says of a user.</summary>
    public JsonObject Claims(string user) => new()
    {
        ["iss"] = Address,
        ["aud"] = Audience,
        ["exp"] = DateTimeOffset.UtcNow.AddMinutes(10).ToUnixTimeSeconds(),
        ["preferred_username"] = user,
    };

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static IResult Json(JsonObject value) => Results.Text(value.ToJsonString(), "application/json");
}

/// <summary>A key of an issuer, and the tokens signed with it (JSON Web Signature, RFC 7515, RS256).</summary>
public sealed class SigningKey
{
    private readonly RSA _rsa = RSA.Create(2048);

    public string Id { get; } = Guid.NewGuid().ToString("N");

    /// <summary>A token with these claims; another key's id may be claimed.</summary>
    public string Sign(JsonObject claims, string? id = null)
    {
        var signed = Text(new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = id ?? Id }) + "." + Text(claims);
        return signed + "." + Base64Url.EncodeToString(_rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    /// <summary>A token that takes the public key for a shared secret.</summary>
    public string SignWithPublicKey(JsonObject claims)
    {
        var signed = Text(new JsonObject { ["alg"] = "HS256", ["typ"] = "JWT", ["kid"] = Id }) + "." + Text(claims);
        return signed + "." + Base64Url.EncodeToString(HMACSHA256.HashData(_rsa.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(signed)));
    }

    /// <summary>A token that nobody signed.</summary>
    public static string Unsigned(JsonObject claims) => Text(new JsonObject { ["alg"] = "none", ["typ"] = "JWT" }) + "." + Text(claims) + ".";

    public JsonObject ToJson()
    {
        var key = _rsa.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["alg"] = "RS256",
            ["kid"] = Id,
            ["n"] = Base64Url.EncodeToString(key.Modulus),
            ["e"] = Base64Url.EncodeToString(key.Exponent),
        };
    }

    private static string Text(JsonObject value) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(value.ToJsonString()));
}
