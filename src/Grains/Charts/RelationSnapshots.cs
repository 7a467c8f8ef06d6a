using System.Collections.Immutable;
using MedRecords.Grains.Access;
using MedRecords.Journal.Contract;
using MedRecords.Storage.V1;
using MedRecords.V1;

namespace MedRecords.Grains.Charts;

/// <summary>Writes a chart's relations into its snapshot and reads them back.</summary>
internal static class RelationSnapshots
{
    /// <summary>The relations as stored.</summary>
    public static StoredRelations Of(ChartRelations relations) => new()
    {
        Sites = { relations.Sites.Select(static site => new TreatingSiteAdded { Site = site.Site, Institution = site.Institution }) },
        Team = { relations.Team },
        Grants = { relations.Grants },
        Proxies = { relations.Proxies },
        Consents = { relations.Consents.Select(static directive => directive.Stored) },
        Emergencies = { relations.Emergencies },
        Protection = relations.Protection,
        OpenEncounters = { relations.OpenEncounters.Keys },
        OpenEncounterSites = { relations.OpenEncounters.Values },
    };

    /// <summary>The relations of a chart that exists.</summary>
    public static ChartRelations Open(StoredRelations stored, HistoryId chart, ChartEvent? demographics)
    {
        var relations = new ChartRelations
        {
            Id = chart.ToString(),
            Exists = true,
            Sites = [.. stored.Sites.Select(static site => new ChartSite(site.Site, site.Institution))],
            Team = [.. stored.Team],
            Grants = [.. stored.Grants],
            Proxies = [.. stored.Proxies],
            Consents = [.. stored.Consents.Select(static directive => new Directive(directive))],
            Emergencies = [.. stored.Emergencies],
            Protection = stored.Protection ?? new ChartProtection(),
            OpenEncounters = stored.OpenEncounters.Zip(stored.OpenEncounterSites).ToImmutableSortedDictionary(static open => open.First, static open => open.Second),
        };
        return demographics is null ? relations : relations.Learn(ChartState.ContentOf(demographics), 0, string.Empty);
    }
}
