using Grpc.Core;
using MedRecords.Service.Tests.Charts;
using MedRecords.Service.Tests.Support;
using MedRecords.V1;
using Status = MedRecords.Cli.HealthProtocol.HealthCheckResponse.Types.ServingStatus;

namespace MedRecords.Service.Tests.Cluster;

public sealed class DrainTests
{
    private const string LastLine = "Stopped. Everything acknowledged is stored.";

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_only_silo_drains_at_its_own_request(string kind)
    {
        using var folder = new TemporaryFolder();
        await using var service = await ServiceProcess.StartAsync(folder.Path, await DatabaseAsync(kind), "--name", "only");
        var admin = (await Clinic.OpenAsync(service)).Admin;

        await admin.Cluster.DrainSiloAsync(new DrainSiloRequest { Name = "only" }, admin.Call);

        Assert.Equal(0, await service.ExitAsync());
        Assert.Contains(LastLine, service.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task In_its_grace_time_a_silo_serves_and_says_that_it_leaves(string kind)
    {
        using var folder = new TemporaryFolder();
        await using var service = await ServiceProcess.StartAsync(folder.Path, await DatabaseAsync(kind), "--name", "leaving", "--drain-seconds", "600");
        var clinic = await Clinic.OpenAsync(service);
        var doctor = await clinic.HireAsync(Role.Physician);
        Assert.Equal(Status.Serving, await Health.OfAsync(service));

        service.Signal("TERM");
        await Health.BecomesAsync(service, Status.NotServing);

        var chart = await clinic.OpenChartAsync(doctor);
        await doctor.Charts.AppendEntriesAsync(Samples.Append(chart, Samples.Note("in the grace time")), doctor.Call);
        var silo = await Silos.BecomesAsync(clinic.Admin, "leaving", silo => silo.State == SiloState.Draining && silo.Health?.Healthy == false);
        Assert.Contains("taken out of service", silo.Health.Words, StringComparison.Ordinal);
        // Who is in a hurry asks twice.
        service.Signal("TERM");
        Assert.Equal(0, await service.ExitAsync());
        Assert.Contains(LastLine, service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silo_is_drained_through_another_and_its_charts_go_on_there()
    {
        using var folder = new TemporaryFolder();
        var database = await OnPostgreSql.NewDatabaseAsync();
        await using var stays = await ServiceProcess.StartAsync(folder.Path, database, "--name", "stays", "--site", "north");
        await using var leaves = await ServiceProcess.StartAsync(folder.Path, database, "--name", "leaves", "--site", "south");
        var clinic = await Clinic.OpenAsync(leaves);
        var doctor = await clinic.HireAsync(Role.Physician);
        var chart = await clinic.OpenChartAsync(doctor);
        var admin = clinic.Admin.At(stays);
        await Silos.BecomesAsync(admin, "leaves", silo => silo is { State: SiloState.Serving, Site: "south" });
        await using var traffic = new MovingWriter(doctor, doctor.At(stays), chart);
        await traffic.HasWrittenAsync(20);

        await admin.Cluster.DrainSiloAsync(new DrainSiloRequest { Name = "leaves" }, admin.Call);
        Assert.Equal(0, await leaves.ExitAsync());
        await traffic.HasWrittenAsync(20);

        Assert.Contains(LastLine, leaves.Output, StringComparison.Ordinal);
        await Silos.BecomesAsync(admin, "leaves", silo => silo.State == SiloState.Stopped);
        await Silos.BecomesAsync(admin, "stays", silo => silo.State == SiloState.Serving);
        var acknowledged = await traffic.EndAsync();
        Assert.Equal(acknowledged, (await ChartTests.ListAsync(doctor.At(stays), chart, EntryKind.Note)).Select(note => note.Content.Note.Text));
        // A call that was on its way to the chart as it moved may not know how it ended: clients retry that too.
        Assert.All(traffic.Refusals, refusal => Assert.True(
            refusal.Status is StatusCode.Unavailable || refusal.Reason == Refused.OriginalName(ErrorReason.OutcomeUnknown), $"{refusal}"));
    }

    [Fact]
    public async Task A_watcher_is_sent_on_and_misses_nothing()
    {
        using var folder = new TemporaryFolder();
        var database = await OnPostgreSql.NewDatabaseAsync();
        await using var stays = await ServiceProcess.StartAsync(folder.Path, database);
        await using var leaves = await ServiceProcess.StartAsync(folder.Path, database);
        var clinic = await Clinic.OpenAsync(stays);
        var doctor = await clinic.HireAsync(Role.Physician);
        var chart = await clinic.OpenChartAsync(doctor);
        using var watch = doctor.At(leaves).Feed.Watch(new WatchRequest { ChartId = chart }, doctor.Call);
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        var token = watch.ResponseStream.Current.ResumeToken;

        leaves.Signal("TERM");
        var ended = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            await foreach (var response in watch.ResponseStream.ReadAllAsync())
                token = response.ResumeToken;
        });
        var missed = await doctor.Charts.AppendEntriesAsync(Samples.Append(chart, Samples.Note("while nobody watched")), doctor.Call);

        Assert.Equal((StatusCode.Unavailable, Refused.OriginalName(ErrorReason.SiloDraining)), (ended.StatusCode, Refused.Read(ended).Reason));
        using var again = doctor.Feed.Watch(new WatchRequest { ChartId = chart, ResumeToken = token }, doctor.Call);
        await foreach (var response in again.ResponseStream.ReadAllAsync())
        {
            if (response.Change is not { } change)
                continue;
            Assert.Equal(missed.EntryIds[0], change.EntryId);
            break;
        }

        Assert.Equal(0, await leaves.ExitAsync());
    }

    [Fact]
    public async Task Another_process_under_a_silos_name_takes_its_place_in_the_list()
    {
        using var folder = new TemporaryFolder();
        var database = await OnPostgreSql.NewDatabaseAsync();
        await using var older = await ServiceProcess.StartAsync(folder.Path, database, "--name", "twin");
        await using var newer = await ServiceProcess.StartAsync(folder.Path, database, "--name", "twin");

        await older.LogsAsync("started under the name twin");

        var admin = (await Clinic.OpenAsync(older)).Admin;
        await Silos.BecomesAsync(admin, "twin", silo => silo.Address == newer.Address);
        Assert.Single(await Silos.ListAsync(admin));
    }

    private static async Task<string> DatabaseAsync(string kind) => kind == "sqlite" ? kind : await OnPostgreSql.NewDatabaseAsync();
}
