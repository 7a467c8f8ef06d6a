using Google.Protobuf.WellKnownTypes;
using MedRecords.Grains.Access;
using MedRecords.Grains.Accounts;
using MedRecords.Grains.Histories;
using MedRecords.Grains.Interfaces.Accounts;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Directory;
using MedRecords.Journal.Sealing;
using MedRecords.Storage.V1;
using MedRecords.V1;
using AccountMade = MedRecords.Grains.Interfaces.Accounts.AccountMade;
using SiteAdded = MedRecords.Grains.Interfaces.Directory.SiteAdded;
using SiteAddedEvent = MedRecords.Storage.V1.SiteAdded;

namespace MedRecords.Grains.Directory;

/// <summary>The institution's sites and the list of its accounts.</summary>
public sealed class DirectoryGrain(
    HistoryWriter<DirectoryState> writer,
    Histories<DirectoryState> directory,
    Histories<AccountState> accounts,
    Authorizer authorizer,
    InstitutionKeys keys,
    IGrainFactory grains) : Grain, IDirectoryGrain
{
    private static readonly Refusal CertificateTaken = new(ErrorReason.AlreadyExists, "The certificate stands for another application. Use another certificate.");

    private const int MaxIdLength = 40;
    private const int MaxNameLength = 200;

    /// <inheritdoc/>
    public Task<Answer<SiteAdded>> AddSiteAsync(Caller caller, Site site) =>
        writer.CarryOutAsync<SiteAdded>(DirectoryState.Id, caller, AccessAction.Administer, AccessRules.DecideAnywhere, (state, at) =>
        {
            if (Check(site) is { } refusal)
                return (Answer<SiteAdded>)refusal;
            if (state.Sites.TryGetValue(site.Id, out var there))
                return there.Equals(site) ? (Answer<SiteAdded>)new SiteAdded(true) : (Answer<SiteAdded>)new Refusal(ErrorReason.AlreadyExists, "There is a site with this id and another name or institution. Choose another id.");
            var added = new DirectoryEvent { RecordedAt = Timestamp.FromDateTimeOffset(at), Author = caller.Account, SiteAdded = new SiteAddedEvent { Site = site } };
            return new HistoryStep<SiteAdded>([added], new SiteAdded(false));
        }, SystemEvent.SiteAdded);

    /// <inheritdoc/>
    public Task<Answer<SiteList>> ListSitesAsync(Caller caller) =>
        // Everyone who is signed in may know the sites.
        writer.CarryOutAsync<SiteList>(DirectoryState.Id, caller, AccessAction.List, DecideSignedIn, (state, _) =>
            (Answer<SiteList>)new SiteList([.. state.Sites.Values]));

    /// <inheritdoc/>
    public async Task<Answer<AccountMade>> AddAccountAsync(Caller caller, NewAccount account)
    {
        if (await authorizer.AuthorizeAsync(caller, AccessAction.Administer) is { } denied)
            return denied;
        var sites = (await directory.ReadNewestAsync(DirectoryState.Id)).State.Sites;
        if (AccountDecisions.CheckNew(account, sites.Keys.ToHashSet()) is { } refusal)
            return refusal;
        var history = AccountState.IdOf(account.User, keys);
        var id = history.ToString();
        if ((await accounts.ReadAsync(history)).State.Exists)
            return AccountDecisions.NameTaken;
        var thumbprint = account.CertificateSha256.ToLowerInvariant();
        // Listed first: an account that is listed and not made is passed over, one made and not listed would be lost.
        var listed = await writer.CarryOutAsync<Done>(DirectoryState.Id, caller, AccessAction.Administer, AccessRules.DecideAnywhere, (state, at) =>
        {
            if (thumbprint.Length > 0 && state.Certificates.TryGetValue(thumbprint, out var other) && other != id)
                return (Answer<Done>)CertificateTaken;
            return new HistoryStep<Done>([Listed(caller, thumbprint, id, at)], Done.Instance);
        }, SystemEvent.AccountListed);
        return listed.Refusal is { } unlisted ? unlisted : await grains.GetGrain<IAccountGrain>(id).MakeAsync(caller, account with { Assignments = AccountDecisions.Place(account.Assignments, sites) });
    }

    /// <inheritdoc/>
    public async Task<Answer<AccountList>> ListAccountsAsync(Caller caller)
    {
        if (await authorizer.AuthorizeAsync(caller, AccessAction.Administer) is { } refusal)
            return refusal;
        var listed = (await directory.ReadNewestAsync(DirectoryState.Id)).State.Accounts;
        var found = new List<Account>();
        foreach (var id in listed)
        {
            var account = await accounts.ReadNewestAsync(new MedRecords.Journal.Contract.HistoryId(Guid.Parse(id)));
            if (account.State.Exists)
                found.Add(account.State.Describe(id));
        }

        return new AccountList([.. found.OrderBy(a => a.User, StringComparer.OrdinalIgnoreCase)]);
    }

    private static DirectoryEvent Listed(Caller caller, string thumbprint, string id, DateTimeOffset at) => new()
    {
        RecordedAt = Timestamp.FromDateTimeOffset(at),
        Author = caller.Account,
        AccountListed = new AccountListed { Account = id, CertificateSha256 = thumbprint },
    };

    private static Verdict DecideSignedIn(AccessQuestion question) =>
        Verdict.WithoutRole(AccessRules.DecideOwn(question));

    private static Refusal? Check(Site site)
    {
        if (site.Id.Length is 0 or > MaxIdLength || !site.Id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            return new Refusal(ErrorReason.InvalidRequest, "'site.id' must have 1 to 40 lower-case letters, digits or dashes.");
        if (site.Institution.Length > MaxNameLength)
            return new Refusal(ErrorReason.InvalidRequest, "'site.institution' must have at most 200 characters.");
        return site.Name.Trim().Length is 0 or > MaxNameLength
            ? new Refusal(ErrorReason.InvalidRequest, "'site.name' must have 1 to 200 characters.")
            : null;
    }
}
