using Grpc.Core;
using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Cluster;

/// <summary>Processes on one PostgreSQL are one Orleans cluster: a chart is in one memory, whoever asks for it.</summary>
public sealed class OneClusterTests
{
    private const int Charts = 20;

    [Fact]
    public async Task A_chart_is_in_one_memory_whoever_asks_for_it()
    {
        await using var two = await Pair.StartAsync();

        await two.ReadEachAsync(two.Doctor);
        await two.ReadEachAsync(two.Doctor.At(two.Second));

        await two.HoldAsync(Charts);
        Assert.All(await Silos.ListAsync(two.Admin), silo => Assert.InRange(silo.Charts, 1, Charts - 1));
    }

    [Fact]
    public async Task Charts_move_when_their_silo_drains()
    {
        await using var two = await Pair.StartAsync();
        await two.ReadEachAsync(two.Doctor);

        await two.Admin.Cluster.DrainSiloAsync(new DrainSiloRequest { Name = "second" }, two.Admin.Call);
        Assert.Equal(0, await two.Second.ExitAsync());
        await two.ReadEachAsync(two.Doctor);

        await Silos.BecomesAsync(two.Admin, "second", silo => silo is { State: SiloState.Stopped, Charts: 0 });
        await Silos.BecomesAsync(two.Admin, "first", silo => silo.Charts == Charts);
    }

    [Fact]
    public async Task Charts_of_a_silo_that_dies_open_at_another()
    {
        await using var two = await Pair.StartAsync();
        await two.ReadEachAsync(two.Doctor);

        two.Second.Kill();
        await two.ReadEachAsync(two.Doctor);

        await Silos.BecomesAsync(two.Admin, "first", silo => silo.Charts == Charts);
        await Silos.BecomesAsync(two.Admin, "second", silo => silo.State == SiloState.Serving && silo.Unseen.ToTimeSpan() > TimeSpan.FromSeconds(6));
    }

    /// <summary>Two silos with charts.</summary>
    private sealed class Pair : IAsyncDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

        private readonly TemporaryFolder _folder = new();
        private readonly List<string> _charts = [];

        public ServiceProcess First { get; private set; } = null!;

        public ServiceProcess Second { get; private set; } = null!;

        public Person Admin { get; private set; } = null!;

        public Person Doctor { get; private set; } = null!;

        public static async Task<Pair> StartAsync()
        {
            var two = new Pair();
            var database = await OnPostgreSql.NewDatabaseAsync();
            two.First = await ServiceProcess.StartAsync(two._folder.Path, database, "--name", "first");
            two.Second = await ServiceProcess.StartAsync(two._folder.Path, database, "--name", "second");
            var clinic = await Clinic.OpenAsync(two.First);
            (two.Admin, two.Doctor) = (clinic.Admin, await clinic.HireAsync(Role.Physician));
            for (var i = 0; i < Charts; i++)
                two._charts.Add(await clinic.OpenChartAsync(two.Doctor));
            return two;
        }

        /// <summary>Reads every chart, again where it is refused for a reason that passes.</summary>
        public async Task ReadEachAsync(Person by)
        {
            using var late = new CancellationTokenSource(Patience);
            foreach (var chart in _charts)
            {
                while (!await IsReadAsync(by, chart))
                    late.Token.ThrowIfCancellationRequested();
            }
        }

        /// <summary>Waits until the two hold so many charts together.</summary>
        public async Task HoldAsync(int charts)
        {
            using var late = new CancellationTokenSource(Patience);
            while ((await Silos.ListAsync(Admin)).Sum(silo => silo.Charts) != charts)
                await Task.Delay(100, late.Token);
        }

        public async ValueTask DisposeAsync()
        {
            await First.DisposeAsync();
            await Second.DisposeAsync();
            _folder.Dispose();
        }

        private static async Task<bool> IsReadAsync(Person by, string chart)
        {
            try
            {
                await by.Charts.GetChartAsync(new GetChartRequest { ChartId = chart }, by.Call);
                return true;
            }
            catch (RpcException refused) when (refused.StatusCode is StatusCode.Unavailable or StatusCode.Unknown or StatusCode.DeadlineExceeded)
            {
                return false;
            }
        }
    }
}
