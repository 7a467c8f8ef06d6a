using MedRecords.Grains.Directory;
using MedRecords.Grains.Histories;
using MedRecords.Grains.Interfaces.Accounts;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;
using MedRecords.V1;
using Orleans.Concurrency;

namespace MedRecords.Grains.Accounts;

/// <summary>Tells who is behind a token, certificate or user name.</summary>
[StatelessWorker]
public sealed class SessionsGrain(SessionTokens tokens, OutsideIssuer outside, Histories<AccountState> accounts, Histories<DirectoryState> directory, InstitutionKeys keys, TimeProvider time, IGrainFactory grains) : Grain, ISessionsGrain
{
    private static readonly Refusal NotSignedIn = new(ErrorReason.NotSignedIn, "The token is not valid or has ended. Sign in again.");

    /// <summary>How long a certificate's account may be remembered: what it may do is decided anew at each call anyway.</summary>
    private static readonly TimeSpan CertificateMemory = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async Task<Answer<Session>> SignInAsync(string user, string password, string origin) =>
        await grains.GetGrain<IAccountGrain>(AccountState.IdOf(user, keys).ToString()).SignInAsync(password, origin);

    /// <inheritdoc/>
    public async Task<Answer<Identity>> IdentifyAsync(string token)
    {
        var identity = tokens.IsOurs(token) ? await tokens.ReadAsync(token) : await outside.ReadAsync(token);
        return identity is null ? NotSignedIn : await WithShareAsync(identity);
    }

    /// <inheritdoc/>
    public async Task<Answer<Identity>> IdentifyCertificateAsync(string sha256)
    {
        var thumbprint = sha256.ToLowerInvariant();
        var known = await directory.ReadAsync(DirectoryState.Id);
        if (!known.State.Certificates.ContainsKey(thumbprint))
            known = await directory.ReadAsync(DirectoryState.Id, known.At.Version + 1);
        return known.State.Certificates.TryGetValue(thumbprint, out var account)
            ? await WithShareAsync(new(account, string.Empty, time.GetUtcNow() + CertificateMemory, Share: string.Empty))
            : NotSignedIn;
    }

    /// <inheritdoc/>
    public Task<string> FindAccountAsync(string user) => Task.FromResult(AccountState.IdOf(user, keys).ToString());

    private async Task<Identity> WithShareAsync(Identity identity) =>
        HistoryId.TryParse(identity.Account, HistoryKind.Account, out var id)
            ? identity with { Share = (await accounts.ReadAsync(id)).State.Share }
            : identity;
}
