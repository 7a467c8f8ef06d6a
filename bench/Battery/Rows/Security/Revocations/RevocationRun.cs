using MedRecords.Battery.Faults.Cluster;
using MedRecords.Battery.Faults.Traffic;
using MedRecords.Battery.Rows.Security.Denials;
using MedRecords.Battery.Setup;
using MedRecords.V1;

namespace MedRecords.Battery.Rows.Security.Revocations;

/// <summary>What a run found.</summary>
/// <param name="Mode">What went wrong meanwhile.</param>
/// <param name="Revocations">Rights that ended.</param>
/// <param name="Granted">Calls granted afterwards.</param>
/// <param name="Repeated">Tries that were not answered at once.</param>
/// <param name="Felt">How often the fault was felt.</param>
internal sealed record RevocationReport(RevocationMode Mode, int Revocations, IReadOnlyList<string> Granted, int Repeated, int Felt);

/// <summary>Rights that end at three silos on one PostgreSQL.</summary>
internal static class RevocationRun
{
    private const int Lanes = 12;
    private const int SteadySilo = 2;

    /// <summary>Ends rights so many times.</summary>
    /// <param name="context">The row's.</param>
    /// <param name="mode">What goes wrong.</param>
    /// <param name="count">How many times.</param>
    public static async Task<RevocationReport> RunAsync(RowContext context, RevocationMode mode, int count)
    {
        var begun = 0;
        return await RunAsync(context, mode, program: null, _ => Interlocked.Increment(ref begun) <= count);
    }

    /// <summary>
    /// Ends each person's rights once, in calm, at another silo program. One that remembers rights would not learn either
    /// that they came back, so there is no second time.
    /// </summary>
    public static Task<RevocationReport> RunOnceEachAsync(RowContext context, string program) =>
        RunAsync(context, RevocationMode.Calm, program, lane => lane.Revocations == 0);

    private static async Task<RevocationReport> RunAsync(RowContext context, RevocationMode mode, string? program, Func<Lane, bool> isMore)
    {
        var ground = await ClockGround.MakeAsync();
        ground.Program = program;
        await using var cluster = await SiloCluster.StartAsync(ground, context.Folder);
        using var addresses = new Addresses(cluster.Silos.Select(silo => silo.Address));
        var institution = await Institution.FoundAsync(addresses.Channels[SteadySilo]);
        var physician = await institution.HireAsync("physician", Staff.Site, Role.Physician);
        var scene = new RevocationScene(addresses, institution.Administrator, physician, SteadySilo);
        var lanes = new List<Lane>();
        for (var i = 0; i < Lanes; i++)
            lanes.Add(new Lane(i, scene, await OpenAsync(addresses, physician, i)));
        var skewed = mode == RevocationMode.Clocks ? await RevocationNemesis.SkewAsync(cluster) : 0;
        var work = Task.WhenAll(lanes.Select(lane => lane.RunAsync(institution, () => isMore(lane))));
        var felt = await RevocationNemesis.StrikeAsync(mode, cluster, work);
        await work;
        return new RevocationReport(mode, lanes.Sum(lane => lane.Revocations), [.. lanes.SelectMany(lane => lane.Granted)], lanes.Sum(lane => lane.Repeated), felt + skewed);
    }

    private static async Task<string> OpenAsync(Addresses addresses, Person physician, int number) => (await addresses.Charts[SteadySilo].OpenChartAsync(
        new OpenChartRequest { OperationId = $"open-{number}", Site = Staff.Site, Demographics = Samples.Demographics(number) }, physician.Call)).ChartId;
}
