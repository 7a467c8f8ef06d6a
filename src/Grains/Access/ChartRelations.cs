using System.Collections.Immutable;
using MedRecords.Storage.V1;
using MedRecords.V1;

namespace MedRecords.Grains.Access;

/// <summary>
/// What the rules need to know of a chart: who stands to it in which way, and what its patient consents to. Immutable;
/// part of the chart's history, so that it changes with the chart, in one order.
/// </summary>
public sealed record ChartRelations
{
    /// <summary>Wrong answers after which an invited proxy cannot confirm any more.</summary>
    public const int MaxMistakes = 3;

    // Nobody is refused an emergency because there were many: the oldest are in the history.
    private const int MaxEmergencies = 200;

    /// <summary>The chart's id.</summary>
    public required string Id { get; init; }

    /// <summary>Whether there is such a chart.</summary>
    public bool Exists { get; init; }

    /// <summary>Sites that treat the patient.</summary>
    public ImmutableArray<ChartSite> Sites { get; init; } = [];

    /// <summary>Members of the care team.</summary>
    public ImmutableArray<CareTeamMember> Team { get; init; } = [];

    /// <summary>Grants.</summary>
    public ImmutableArray<Grant> Grants { get; init; } = [];

    /// <summary>Proxies, those who have not confirmed yet included.</summary>
    public ImmutableArray<Proxy> Proxies { get; init; } = [];

    /// <summary>Consent directives.</summary>
    public ImmutableArray<Directive> Consents { get; init; } = [];

    /// <summary>Emergency accesses, the newest last, and of many the newest.</summary>
    public ImmutableArray<EmergencyAccess> Emergencies { get; init; } = [];

    /// <summary>Protection from curiosity.</summary>
    public ChartProtection Protection { get; init; } = new();

    /// <summary>Encounters that have not ended, with the sites at which they take place.</summary>
    public ImmutableSortedDictionary<long, string> OpenEncounters { get; init; } = ImmutableSortedDictionary<long, string>.Empty;

    /// <summary>The patient's birth date, FHIR text; empty where unknown.</summary>
    public string BirthDate { get; init; } = string.Empty;

    /// <summary>Whether the patient has died.</summary>
    public bool HasDied { get; init; }

    /// <summary>Whether a site treats the patient.</summary>
    public bool IsTreatedAt(string site)
    {
        foreach (var one in Sites)
        {
            if (one.Site == site)
                return true;
        }

        return false;
    }

    /// <summary>Whether an institution has a site that treats the patient.</summary>
    public bool IsKeptBy(string institution)
    {
        foreach (var one in Sites)
        {
            if (one.Institution == institution)
                return true;
        }

        return false;
    }

    /// <summary>Whether an account is, or is invited as, a proxy.</summary>
    public bool HasProxy(string account)
    {
        foreach (var proxy in Proxies)
        {
            if (proxy.Account == account)
                return true;
        }

        return false;
    }

    /// <summary>The state after one more event; the same where it changes no relation.</summary>
    public ChartRelations Apply(ChartEvent stored) => stored.EventCase switch
    {
        ChartEvent.EventOneofCase.Opened => this with { Exists = true, Sites = [new ChartSite(stored.Opened.Site, stored.Opened.Institution)] },
        ChartEvent.EventOneofCase.SiteAdded => this with { Sites = Sites.Add(new ChartSite(stored.SiteAdded.Site, stored.SiteAdded.Institution)) },
        ChartEvent.EventOneofCase.Granted => this with { Grants = Put(Grants, stored.Granted, static grant => grant.Id) },
        ChartEvent.EventOneofCase.TeamMemberSet => this with { Team = Put(Team, stored.TeamMemberSet, static member => member.Account) },
        ChartEvent.EventOneofCase.ProxySet => this with { Proxies = Put(Proxies, stored.ProxySet, static proxy => proxy.Id) },
        ChartEvent.EventOneofCase.ProxyMistaken => this with { Proxies = [.. Proxies.Select(proxy => proxy.Id == stored.ProxyMistaken.Id ? Mistaken(proxy) : proxy)] },
        ChartEvent.EventOneofCase.RelationEnded => Without(stored.RelationEnded.Id),
        ChartEvent.EventOneofCase.ConsentSet => this with { Consents = Put(Consents, new Directive(stored.ConsentSet), static directive => directive.Stored.Id) },
        ChartEvent.EventOneofCase.ConsentWithdrawn => this with { Consents = Consents.RemoveAll(directive => directive.Stored.Id == stored.ConsentWithdrawn.Id) },
        ChartEvent.EventOneofCase.EmergencySet => this with { Emergencies = Newest(Put(Emergencies, stored.EmergencySet, static access => access.Id)) },
        ChartEvent.EventOneofCase.ProtectionSet => this with { Protection = stored.ProtectionSet },
        _ => this,
    };

    /// <summary>The relations with what an entry says of the patient and of encounters that have not ended.</summary>
    /// <param name="content">What the entry says; null where it was retracted.</param>
    /// <param name="entry">Its number.</param>
    /// <param name="site">Where it was recorded.</param>
    public ChartRelations Learn(EntryContent? content, long entry, string site)
    {
        if (content?.Demographics is { } who)
            return this with { BirthDate = who.BirthDate, HasDied = who.HasDeceased && who.Deceased is not ("" or "false") };
        if (content?.EncounterDetail is not null && IsOpen(content))
            return this with { OpenEncounters = OpenEncounters.SetItem(entry, OpenEncounters.GetValueOrDefault(entry, site)) };
        return OpenEncounters.ContainsKey(entry) ? this with { OpenEncounters = OpenEncounters.Remove(entry) } : this;
    }

    private ChartRelations Without(string id) => this with
    {
        Grants = Grants.RemoveAll(grant => grant.Id == id),
        Proxies = Proxies.RemoveAll(proxy => proxy.Id == id),
        Team = Team.RemoveAll(member => member.Account == id),
    };

    // HL7 ActEncounterStatus: planned, arrived, triaged, in-progress, onleave, finished, cancelled …
    private static bool IsOpen(EntryContent encounter) =>
        encounter.Status is "arrived" or "triaged" or "in-progress" or "onleave" && encounter.Time is not { HasEnd: true };

    private static Proxy Mistaken(Proxy proxy)
    {
        var mistaken = proxy.Clone();
        mistaken.Mistakes++;
        return mistaken;
    }

    private static ImmutableArray<EmergencyAccess> Newest(ImmutableArray<EmergencyAccess> accesses) =>
        accesses.Length <= MaxEmergencies ? accesses : accesses.RemoveAt(0);

    private static ImmutableArray<T> Put<T>(ImmutableArray<T> list, T item, Func<T, string> idOf)
    {
        for (var i = 0; i < list.Length; i++)
        {
            if (idOf(list[i]) == idOf(item))
                return list.SetItem(i, item);
        }

        return list.Add(item);
    }
}

/// <summary>A site that treats the patient.</summary>
/// <param name="Site">The site.</param>
/// <param name="Institution">The institution that it belongs to; empty for the one that runs the service.</param>
public readonly record struct ChartSite(string Site, string Institution);
