using System.Collections.Immutable;
using MedRecords.Journal.Contract;
using MedRecords.Storage.V1;
using MedRecords.V1;

namespace MedRecords.Grains.Directory;

/// <summary>The institution's sites and accounts as events add up.</summary>
/// <param name="Sites">Sites by id.</param>
/// <param name="Accounts">Ids of accounts in the order in which they were listed.</param>
/// <param name="Certificates">Accounts by the thumbprint of the certificate that stands for them.</param>
public sealed record DirectoryState(
    ImmutableSortedDictionary<string, Site> Sites,
    ImmutableArray<string> Accounts,
    ImmutableDictionary<string, string> Certificates)
{
    /// <summary>The one directory history.</summary>
    public static HistoryId Id { get; } = HistoryId.Create(HistoryKind.Directory, "institution-----"u8);

    /// <summary>The directory before the first event.</summary>
    public static DirectoryState Empty { get; } = new(
        ImmutableSortedDictionary.Create<string, Site>(StringComparer.Ordinal), [], ImmutableDictionary<string, string>.Empty);

    /// <summary>The state after one more event.</summary>
    public static DirectoryState Apply(DirectoryState state, byte[] content) => DirectoryEvent.Parser.ParseFrom(content) switch
    {
        { SiteAdded: { } added } => state with { Sites = state.Sites.SetItem(added.Site.Id, added.Site) },
        { AccountListed: { } listed } => state with
        {
            Accounts = state.Accounts.Contains(listed.Account) ? state.Accounts : state.Accounts.Add(listed.Account),
            Certificates = listed.CertificateSha256.Length > 0 ? state.Certificates.SetItem(listed.CertificateSha256, listed.Account) : state.Certificates,
        },
        _ => state,
    };
}
