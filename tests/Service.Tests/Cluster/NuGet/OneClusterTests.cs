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

        // Each is held once, though both were asked for it.
        await two.HoldAsync(Charts);
    }

    [Fact]
    public async Task Charts_move_when_their_silo_drains()
    {
        await using var two = await Pair.StartAsync();
        await two.ReadEachAsync(two.Doctor);
        var (gone, left) = await two.ByChartsAsync();
        var (admin, doctor) = (two.Admin.At(left.Service), two.Doctor.At(left.Service));

        await admin.Cluster.DrainSiloAsync(new DrainSiloRequest { Name = gone.Name }, admin.Call);
        Assert.Equal(0, await gone.Service.ExitAsync());
        await two.ReadEachAsync(doctor);

        await Silos.BecomesAsync(admin, gone.Name, silo => silo is { State: SiloState.Stopped, Charts: 0 });
        await Silos.BecomesAsync(admin, left.Name, silo => silo.Charts == Charts);
    }

    [Fact]
    public async Task Charts_of_a_silo_that_dies_open_at_another()
    {
        await using var two = await Pair.StartAsync();
        await two.ReadEachAsync(two.Doctor);
        var (gone, left) = await two.ByChartsAsync();
        var (admin, doctor) = (two.Admin.At(left.Service), two.Doctor.At(left.Service));

        gone.Service.Kill();
        await two.ReadEachAsync(doctor);

        await Silos.BecomesAsync(admin, left.Name, silo => silo.Charts == Charts);
        await Silos.BecomesAsync(admin, gone.Name, silo => silo.State == SiloState.Serving && silo.Unseen.ToTimeSpan() > TimeSpan.FromSeconds(6));
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

        /// <summary>The silo that holds most, and the other one: Orleans puts charts where there is room.</summary>
        public async Task<((string Name, ServiceProcess Service) Most, (string Name, ServiceProcess Service) Least)> ByChartsAsync()
        {
            await HoldAsync(Charts);
            var most = (await Silos.ListAsync(Admin)).MaxBy(silo => silo.Charts)!.Name;
            return most == "first" ? (("first", First), ("second", Second)) : (("second", Second), ("first", First));
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
