using MedRecords.Grains.Interfaces.Accounts;
using MedRecords.Journal.Sealing;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace MedRecords.Grains.Accounts;

/// <summary>Which outside OpenID Connect issuer's tokens are taken, if any.</summary>
public sealed class OutsideIssuerOptions
{
    /// <summary>The issuer, e.g. "https://login.example.org/realms/hospital"; empty for none.</summary>
    public string Authority { get; set; } = string.Empty;

    /// <summary>The audience that its tokens must name.</summary>
    public string Audience { get; set; } = string.Empty;

    /// <summary>The claim that holds the user name.</summary>
    public string UserClaim { get; set; } = "preferred_username";
}

/// <summary>
/// Takes tokens of a configured OpenID Connect issuer (OpenID Connect Core 1.0, Discovery 1.0). The user name
/// in them must be that of an account here; what it may do stays ours to say.
/// </summary>
public sealed class OutsideIssuer : IDisposable
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    private readonly JsonWebTokenHandler _handler = new();
    private readonly OutsideIssuerOptions _options;
    private readonly InstitutionKeys _keys;
    private readonly IssuerDocument? _document;

    /// <summary>Takes the options; nothing is asked of the issuer before the first token.</summary>
    public OutsideIssuer(OutsideIssuerOptions options, InstitutionKeys keys, TimeProvider time, ILogger<OutsideIssuer> log)
    {
        _options = options;
        _keys = keys;
        if (options.Authority.Length > 0)
            _document = new IssuerDocument(options.Authority, time, log);
    }

    /// <summary>Reads a token of the issuer; null where none is configured, or it is not valid.</summary>
    public async Task<Identity?> ReadAsync(string token)
    {
        // Where the issuer cannot be reached nobody vouches for the token.
        if (_document is null || await _document.ReadAsync() is not { } known)
            return null;
        var result = await ValidateAsync(token, known);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException && await _document.RenewAsync(known) is { } newer && newer != known)
            result = await ValidateAsync(token, newer);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken read || !read.TryGetPayloadValue<string>(_options.UserClaim, out var user))
            return null;
        return new Identity(AccountState.IdOf(user, _keys).ToString(), string.Empty, new DateTimeOffset(read.ValidTo, TimeSpan.Zero), Share: string.Empty);
    }

    /// <inheritdoc/>
    public void Dispose() => _document?.Dispose();

    private Task<TokenValidationResult> ValidateAsync(string token, OpenIdConnectConfiguration issuer) => _handler.ValidateTokenAsync(token, new TokenValidationParameters
    {
        ValidIssuer = issuer.Issuer,
        ValidAudience = _options.Audience,
        IssuerSigningKeys = issuer.SigningKeys,
        ClockSkew = Skew,
    });
}
