using System.Reflection;
using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Cluster;

public sealed class ClusterViewOnSqlite(OnSqlite backend) : ClusterViewTests(backend), IClassFixture<OnSqlite>;

public sealed class ClusterViewOnPostgreSql(OnPostgreSql backend) : ClusterViewTests(backend), IClassFixture<OnPostgreSql>;

public abstract class ClusterViewTests(Backend backend)
{
    [Fact]
    public async Task A_silo_says_what_it_does()
    {
        var clinic = await Clinic.OpenAsync(backend.Service);
        var doctor = await clinic.HireAsync(Role.Physician);
        await clinic.OpenChartAsync(doctor);
        using var watch = doctor.Feed.Watch(new WatchRequest(), doctor.Call);
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        var name = Assert.Single(await Silos.ListAsync(clinic.Admin)).Name;

        var silo = await Silos.BecomesAsync(clinic.Admin, name, silo => silo is { Charts: > 0, Watchers: > 0, Commits: > 0, Health: not null, ClockDifference: not null });

        Assert.StartsWith(Environment.MachineName, silo.Name, StringComparison.Ordinal);
        Assert.Equal((SiloRole.Silo, SiloState.Serving, "institution", backend.Service.Address), (silo.Role, silo.State, silo.Site, silo.Address));
        Assert.Equal((Stack(), "0.1.0"), (silo.Stack, silo.Version));
        Assert.True(silo.Health.Healthy, silo.Health.Words);
        Assert.Contains("journal answers", silo.Health.Words, StringComparison.Ordinal);
        Assert.InRange(silo.CommitMedian.ToTimeSpan(), TimeSpan.FromMicroseconds(1), silo.CommitP99.ToTimeSpan());
        Assert.InRange(silo.Calls, 1, 10);
        Assert.False(silo.DrainRequested);
    }

    [Fact]
    public async Task It_is_for_administrators_and_on_record()
    {
        var clinic = await Clinic.OpenAsync(backend.Service);
        var doctor = await clinic.HireAsync(Role.Physician);
        var name = Assert.Single(await Silos.ListAsync(clinic.Admin)).Name;

        await Refused.WithAsync(ErrorReason.NotPermitted, () => doctor.Cluster.ListSilosAsync(new ListSilosRequest(), doctor.Call).ResponseAsync);
        await Refused.WithAsync(ErrorReason.NotPermitted, () => doctor.Cluster.DrainSiloAsync(new DrainSiloRequest { Name = name }, doctor.Call).ResponseAsync);
        await Refused.WithAsync(ErrorReason.InvalidRequest, () => clinic.Admin.Cluster.DrainSiloAsync(new DrainSiloRequest { Name = "nobody" }, clinic.Admin.Call).ResponseAsync);

        Assert.False(Assert.Single(await Silos.ListAsync(clinic.Admin)).DrainRequested);
    }

    private static string Stack() => typeof(ClusterViewTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(known => known.Key == "Stack").Value!;
}
