using MedRecords.Grains.Access;
using MedRecords.Grains.Accounts;
using MedRecords.Grains.Charts;
using MedRecords.Grains.Hosting;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Grains.Interfaces.Feed;
using MedRecords.Grains.Operations;
using MedRecords.Journal;
using MedRecords.Journal.Sealing;
using MedRecords.Journal.Sqlite;
using MedRecords.V1;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace MedRecords.Grains.Tests.Cluster;

/// <summary>Three silos in one process, over one journal.</summary>
public sealed class SeveralSilos : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("medrecords-silos-");
    private readonly string[] _charts = [.. Enumerable.Range(0, 30).Select(number => ChartIds.ForOperation("somebody", $"{number}"))];
    private SealedJournal _journal = null!;
    private InProcessTestCluster _cluster = null!;
    private Caller _caller = null!;

    public async Task InitializeAsync()
    {
        var store = new SqliteJournalStore(new SqliteJournalOptions(Path.Combine(_folder.FullName, "journal.db")));
        await store.OpenAsync(CancellationToken.None);
        var ring = KeyRing.Parse(KeyRing.GenerateText());
        _journal = new SealedJournal(store, ring, await InstitutionKeys.OpenAsync(store, ring, CancellationToken.None));
        var builder = new InProcessTestClusterBuilder(3);
        builder.ConfigureSilo((_, silo) => Configure(silo, _journal));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        await Services(_cluster.Silos[0]).GetRequiredService<Institution>().SetUpAsync("a password for the tests");
        _caller = new Caller(AccountState.IdOf(Institution.Administrator, _journal.Keys).ToString(), string.Empty, Purpose.Operations, string.Empty, "test");
    }

    public async Task DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _journal.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Hold_each_chart_once_however_many_ask_for_it_at_once()
    {
        await Task.WhenAll(_cluster.Silos.SelectMany(silo => _charts.Select(chart => AskAsync(silo, chart)))).WaitAsync(Patience);

        Assert.Equal(_charts.Length, Held().Sum());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Take_over_the_charts_of_one_that_leaves_or_dies(bool dies)
    {
        await Task.WhenAll(_charts.Select(chart => AskAsync(_cluster.Silos[0], chart))).WaitAsync(Patience);
        // Orleans puts charts where there is room; the silo that has most has some.
        var gone = _cluster.Silos.MaxBy(HeldBy)!;
        Assert.NotEqual(0, HeldBy(gone));

        await (dies ? _cluster.KillSiloAsync(gone) : _cluster.StopSiloAsync(gone)).WaitAsync(Patience);
        foreach (var silo in _cluster.Silos.ToArray())
            await Task.WhenAll(_charts.Select(chart => AskAsync(silo, chart))).WaitAsync(Patience);

        Assert.Equal(2, _cluster.Silos.Count);
        Assert.Equal(_charts.Length, Held().Sum());
    }

    private static void Configure(ISiloBuilder silo, SealedJournal journal)
    {
        silo.AddMemoryGrainStorage(ChartServices.SnapshotStorage);
        silo.AddMemoryGrainStorage("PubSubStore");
        silo.AddMemoryStreams(IFeedGrain.Notices);
        silo.Services.AddSingleton(TimeProvider.System);
        silo.Services.AddSingleton(journal);
        silo.Services.AddSingleton(journal.Keys);
        silo.Services.AddMedRecordsGrains(new OutsideIssuerOptions(), new ServingProcess("one", "institution", "127.0.0.1:5080", "1.0.0"));
    }

    private static IServiceProvider Services(InProcessSiloHandle silo) => silo.ServiceProvider;

    private static long HeldBy(InProcessSiloHandle silo) => Services(silo).GetRequiredService<ChartServices>().Held.Count;

    private IEnumerable<long> Held() => _cluster.Silos.Select(HeldBy);

    /// <summary>Asks one silo for a chart; nobody may see it, and it is opened to find that out. Asks again where the call was lost with a silo.</summary>
    private async Task AskAsync(InProcessSiloHandle silo, string chart)
    {
        var grain = Services(silo).GetRequiredService<IGrainFactory>().GetGrain<IChartGrain>(chart);
        while (true)
        {
            try
            {
                Assert.Equal(ErrorReason.NotFound, (await grain.GetAsync(_caller, 0)).Refusal?.Reason);
                return;
            }
            catch (OrleansException)
            {
                // The call went to a silo that is gone.
            }
        }
    }
}
