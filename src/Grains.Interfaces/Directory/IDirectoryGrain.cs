using MedRecords.Grains.Interfaces.Accounts;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.V1;

namespace MedRecords.Grains.Interfaces.Directory;

/// <summary>The institution's sites and the list of its accounts; its key is <see cref="Key"/>.</summary>
public interface IDirectoryGrain : IGrainWithStringKey
{
    /// <summary>The one key.</summary>
    const string Key = "institution";

    /// <summary>Adds a site; true where it was there already with the same name.</summary>
    Task<Answer<SiteAdded>> AddSiteAsync(Caller caller, Site site);

    /// <summary>Lists the sites.</summary>
    Task<Answer<SiteList>> ListSitesAsync(Caller caller);

    /// <summary>Lists an account and makes it.</summary>
    Task<Answer<AccountMade>> AddAccountAsync(Caller caller, NewAccount account);

    /// <summary>Lists the accounts.</summary>
    Task<Answer<AccountList>> ListAccountsAsync(Caller caller);
}

/// <summary>A site that was added.</summary>
/// <param name="AlreadyThere">Whether it was there already.</param>
[GenerateSerializer, Immutable]
public sealed record SiteAdded(bool AlreadyThere);

/// <summary>Sites by id.</summary>
/// <param name="Sites">The sites.</param>
[GenerateSerializer, Immutable]
public sealed record SiteList(IReadOnlyList<Site> Sites);

/// <summary>Accounts by user name.</summary>
/// <param name="Accounts">The accounts.</param>
[GenerateSerializer, Immutable]
public sealed record AccountList(IReadOnlyList<Account> Accounts);
