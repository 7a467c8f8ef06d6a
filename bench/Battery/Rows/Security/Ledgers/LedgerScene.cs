using Grpc.Core;
using Grpc.Net.Client;
using MedRecords.Battery.Faults.Traffic;
using MedRecords.Battery.Rows.Security.Denials;
using MedRecords.Battery.Setup;
using MedRecords.V1;

namespace MedRecords.Battery.Rows.Security.Ledgers;

/// <summary>The people and charts of a run.</summary>
/// <param name="Addresses">The silos.</param>
/// <param name="Callers">Those who may, and two who may not.</param>
/// <param name="Charts">Ids of the charts, and names by which they are found.</param>
/// <param name="Keeper">Reads the trails at the end.</param>
internal sealed record LedgerScene(Addresses Addresses, IReadOnlyList<Person> Callers, IReadOnlyList<(string Id, string Family)> Charts, Person Keeper)
{
    private const int Physicians = 5;
    private const int Strangers = 2;
    private const int ChartCount = 24;
    private const int EntriesAtFirst = 120;
    private const int TrailsAtOnce = 4;

    /// <summary>Sets it up.</summary>
    public static async Task<LedgerScene> MakeAsync(GrpcChannel channel, Addresses addresses)
    {
        var institution = await Institution.FoundAsync(channel);
        var office = await institution.HireAsync("office", Staff.Site, Role.RecordsOffice);
        var callers = new List<Person> { office };
        for (var i = 0; i < Physicians; i++)
            callers.Add(await institution.HireAsync($"physician-{i}", Staff.Site, Role.Physician));
        for (var i = 0; i < Strangers; i++)
            callers.Add(await institution.HireAsync($"stranger-{i}", Institution.Elsewhere, Role.Physician));
        var charts = new List<(string, string)>();
        var client = new Charts.ChartsClient(channel);
        for (var i = 0; i < ChartCount; i++)
        {
            var family = $"Ledger{(char)('a' + i)}{i}";
            var id = (await client.OpenChartAsync(new OpenChartRequest { OperationId = $"ledger-{i}", Site = Staff.Site, Demographics = Samples.Demographics(family) }, office.Call)).ChartId;
            var fill = new AppendEntriesRequest { OperationId = $"fill-{i}", ChartId = id };
            fill.Entries.Add(Enumerable.Range(0, EntriesAtFirst).Select(_ => Samples.HeartRate()));
            await client.AppendEntriesAsync(fill, office.Call);
            charts.Add((id, family));
        }

        return new LedgerScene(addresses, callers, charts, await institution.HireAsync("keeper", Staff.Site, Role.Auditor));
    }

    /// <summary>The records of each chart, as the service tells them.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<AccessRecord>>> ReadTrailsAsync(GrpcChannel channel)
    {
        var trails = new System.Collections.Concurrent.ConcurrentDictionary<string, IReadOnlyList<AccessRecord>>();
        await Parallel.ForEachAsync(Charts, new ParallelOptions { MaxDegreeOfParallelism = TrailsAtOnce }, async (chart, _) =>
        {
            var records = new List<AccessRecord>();
            using var call = new Audit.AuditClient(channel).ListAccesses(new ListAccessesRequest { ChartId = chart.Id }, Keeper.Call);
            await foreach (var page in call.ResponseStream.ReadAllAsync(CancellationToken.None))
                records.AddRange(page.Accesses);
            trails[chart.Id] = records;
        });
        return trails;
    }
}
