using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using MedRecords.Grains.Interfaces.Accounts;
using MedRecords.Journal.Sealing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MedRecords.Grains.Accounts;

/// <summary>
/// Our own tokens: JSON Web Tokens (RFC 7519) signed with HMAC-SHA-256 under a key that every silo of the
/// institution derives alike. A token says who and which session; everything else is looked up.
/// </summary>
public sealed class SessionTokens
{
    /// <summary>Issuer of our tokens.</summary>
    public const string Issuer = "medrecords";

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SymmetricSecurityKey _key;
    private readonly TimeProvider _time;

    /// <summary>Takes the key that signs them.</summary>
    public SessionTokens(DataKey key, TimeProvider time)
    {
        _key = new SymmetricSecurityKey(key.Bytes.ToArray());
        _time = time;
    }

    /// <summary>A new session's random id.</summary>
    public static string NewSession() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Writes a token.</summary>
    public string Write(string account, string session, DateTimeOffset expiresAt) => _handler.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = Issuer,
        Subject = new ClaimsIdentity([new Claim("sub", account), new Claim("sid", session)]),
        Expires = expiresAt.UtcDateTime,
        SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.HmacSha256),
    });

    /// <summary>Whether a token says that it is one of ours; nothing is believed yet.</summary>
    public bool IsOurs(string token)
    {
        if (!_handler.CanReadToken(token)) return false;
        try
        {
            return _handler.ReadJsonWebToken(token).Issuer == Issuer;
        }
        catch (Exception malformed) when (malformed is ArgumentException or FormatException or InvalidOperationException or JsonException)
        {
            // It has the outer form only: three parts with dots between them.
            return false;
        }
    }

    /// <summary>Reads a token of ours; null where it is not valid or has ended.</summary>
    public async Task<Identity?> ReadAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = Issuer,
            IssuerSigningKey = _key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ClockSkew = TimeSpan.Zero,
            LifetimeValidator = (_, expires, _, _) => expires is { } end && _time.GetUtcNow().UtcDateTime < end,
        });
        return result.IsValid && result.SecurityToken is JsonWebToken read && read.TryGetPayloadValue<string>("sid", out var session)
            ? new Identity(read.Subject, session, new DateTimeOffset(read.ValidTo, TimeSpan.Zero), Share: string.Empty)
            : null;
    }
}
