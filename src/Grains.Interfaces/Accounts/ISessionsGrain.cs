using MedRecords.Grains.Interfaces.Calls;

namespace MedRecords.Grains.Interfaces.Accounts;

/// <summary>Tells who is behind a token, certificate or user name. Any number of them work side by side; the key is 0.</summary>
public interface ISessionsGrain : IGrainWithIntegerKey
{
    /// <summary>Checks a user's password and begins a session; see <see cref="IAccountGrain.SignInAsync"/>.</summary>
    Task<Answer<Session>> SignInAsync(string user, string password, string origin);

    /// <summary>
    /// Tells whose token it is, ours or a configured outside issuer's. Whether the session still holds and
    /// what the account may do is decided anew at each call, at the journal.
    /// </summary>
    Task<Answer<Identity>> IdentifyAsync(string token);

    /// <summary>Tells which application a client certificate stands for.</summary>
    Task<Answer<Identity>> IdentifyCertificateAsync(string sha256);

    /// <summary>The id of the account with a user name; there need not be one.</summary>
    Task<string> FindAccountAsync(string user);
}

/// <summary>Who is behind a token.</summary>
/// <param name="Account">The account's id.</param>
/// <param name="Session">The session; empty where an outside issuer or a certificate vouches.</param>
/// <param name="ExpiresAt">Until when this may be remembered.</param>
/// <param name="Share">
/// The site whose share of the service the account's calls use: that of its first role; a name in brackets for
/// patients, and for accounts without a role. It decides nothing but who waits for whom, so it may be old.
/// </param>
[GenerateSerializer, Immutable]
public sealed record Identity(string Account, string Session, DateTimeOffset ExpiresAt, string Share);
