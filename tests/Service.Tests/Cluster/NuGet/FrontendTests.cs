using Grpc.Core;
using MedRecords.Service.Tests.Charts;
using MedRecords.Service.Tests.Support;
using MedRecords.V1;
using Status = MedRecords.Cli.HealthProtocol.HealthCheckResponse.Types.ServingStatus;

namespace MedRecords.Service.Tests.Cluster;

public sealed class FrontendTests
{
    [Fact]
    public async Task A_front_end_serves_what_the_silos_hold_without_keys_of_its_own()
    {
        using var folder = new TemporaryFolder();
        var database = await OnPostgreSql.NewDatabaseAsync();
        await using var silo = await ServiceProcess.StartAsync(folder.Path, database, "--name", "silo");
        var nowhere = Path.Combine(folder.Path, "no such folder");
        await using var front = await ServiceProcess.StartAsync(nowhere, database, "--role", "frontend", "--name", "front", "--site", "north");
        var clinic = await Clinic.OpenAsync(front);
        var doctor = await clinic.HireAsync(Role.Physician);
        var chart = await clinic.OpenChartAsync(doctor);
        using var watch = doctor.Feed.Watch(new WatchRequest { ChartId = chart }, doctor.Call);
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));

        var appended = await doctor.At(silo).Charts.AppendEntriesAsync(Samples.Append(chart, Samples.Note("at the silo")), doctor.Call);

        Assert.Equal(appended.Version, (await doctor.Charts.GetChartAsync(new GetChartRequest { ChartId = chart }, doctor.Call)).Version);
        await foreach (var response in watch.ResponseStream.ReadAllAsync())
        {
            if (response.Change is { } change)
            {
                Assert.Equal(appended.EntryIds[0], change.EntryId);
                break;
            }
        }

        var listed = await Silos.BecomesAsync(clinic.Admin, "front", listed => listed is { State: SiloState.Serving, Health.Healthy: true, ClockDifference: not null });
        Assert.Equal((SiloRole.Frontend, "north", 0L, front.Address), (listed.Role, listed.Site, listed.Charts, listed.Address));
        await Silos.BecomesAsync(clinic.Admin, "silo", listed => listed is { Role: SiloRole.Silo, Charts: 1 });
        Assert.False(System.IO.Directory.Exists(nowhere));
    }

    [Fact]
    public async Task A_front_end_is_drained_by_name()
    {
        using var folder = new TemporaryFolder();
        var database = await OnPostgreSql.NewDatabaseAsync();
        await using var silo = await ServiceProcess.StartAsync(folder.Path, database);
        await using var front = await ServiceProcess.StartAsync(folder.Path, database, "--role", "frontend", "--name", "front");
        var admin = (await Clinic.OpenAsync(silo)).Admin;
        await Silos.BecomesAsync(admin, "front", listed => listed.State == SiloState.Serving);

        await admin.Cluster.DrainSiloAsync(new DrainSiloRequest { Name = "front" }, admin.Call);

        Assert.Equal(0, await front.ExitAsync());
        Assert.Contains("Everything acknowledged is stored", front.Output, StringComparison.Ordinal);
        await Silos.BecomesAsync(admin, "front", listed => listed.State == SiloState.Stopped);
    }

    [Fact]
    public async Task A_front_end_outlives_the_silo_that_it_asked()
    {
        using var folder = new TemporaryFolder();
        var database = await OnPostgreSql.NewDatabaseAsync();
        await using var dies = await ServiceProcess.StartAsync(folder.Path, database);
        await using var front = await ServiceProcess.StartAsync(folder.Path, database, "--role", "frontend");
        var clinic = await Clinic.OpenAsync(front);
        var doctor = await clinic.HireAsync(Role.Physician);
        var chart = await clinic.OpenChartAsync(doctor);
        await using var traffic = new MovingWriter(doctor, doctor, chart);
        await traffic.HasWrittenAsync(5);
        await using var lives = await ServiceProcess.StartAsync(folder.Path, database);

        dies.Kill();
        await traffic.HasWrittenAsync(5);

        await Health.BecomesAsync(front, Status.Serving);
        var acknowledged = await traffic.EndAsync();
        Assert.Equal(acknowledged, (await ChartTests.ListAsync(doctor, chart, EntryKind.Note)).Select(note => note.Content.Note.Text));
    }
}
