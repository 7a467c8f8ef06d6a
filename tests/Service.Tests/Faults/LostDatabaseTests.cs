using Grpc.Core;
using MedRecords.Service.Tests.Charts;
using MedRecords.Service.Tests.Support;
using MedRecords.V1;
using Status = MedRecords.Cli.HealthProtocol.HealthCheckResponse.Types.ServingStatus;

namespace MedRecords.Service.Tests.Faults;

public sealed class LostDatabaseTests(OwnPostgreSql place) : IClassFixture<OwnPostgreSql>
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(20);

    private ServiceProcess Service => place.Service;

    [Fact]
    public async Task A_crash_of_the_server_is_told_and_lasts_no_longer_than_the_server_is_away()
    {
        var clinic = await Clinic.OpenAsync(Service);
        var physician = await clinic.HireAsync(Role.Physician);
        var traffic = await Traffic.StartAsync(clinic, physician, writers: 4);
        await traffic.EachIsAsync(refused: false);

        await place.Server.StopAsync(immediate: true);
        await traffic.EachIsAsync(refused: true);
        Assert.Equal(Status.NotServing, await Health.OfAsync(Service));
        await AssertEveryCallIsUnavailableAsync(clinic, physician);

        await place.Server.StartAgainAsync();
        await traffic.EachIsAsync(refused: false);
        await Health.BecomesAsync(Service, Status.Serving);
        var acknowledged = await traffic.EndAsync();

        Assert.All(traffic.Refusals, AssertMayBeRetried);
        foreach (var (chart, texts) in acknowledged)
            Assert.Equal(texts, (await ChartTests.ListAsync(physician, chart, EntryKind.Note)).Select(entry => entry.Content.Note.Text));
        Assert.DoesNotContain(OwnPostgreSql.Password, Service.Errors + string.Concat(traffic.Refusals), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_connection_left_is_told_and_lasts_no_longer_than_others_hold_them()
    {
        var clinic = await Clinic.OpenAsync(Service);
        var physician = await clinic.HireAsync(Role.Physician);
        var chart = await clinic.OpenChartAsync(physician);
        var request = Samples.Append(chart, Samples.Note("once"));

        await using (await place.TakeEveryConnectionAsync())
        {
            AssertMayBeRetried(await RefusalAsync(() => physician.Charts.AppendEntriesAsync(request, Soon(physician)).ResponseAsync));
            await AssertEveryCallIsUnavailableAsync(clinic, physician);
            Assert.Equal(Status.NotServing, await Health.OfAsync(Service));
        }

        await Health.BecomesAsync(Service, Status.Serving);
        await physician.Charts.AppendEntriesAsync(request, physician.Call);
        Assert.Single(await ChartTests.ListAsync(physician, chart, EntryKind.Note));
        await clinic.OpenChartAsync(physician);
    }

    [Fact]
    public async Task Charts_open_where_snapshots_cannot_be_read()
    {
        var clinic = await Clinic.OpenAsync(Service);
        var physician = await clinic.HireAsync(Role.Physician);
        await place.RunAsync("ALTER TABLE orleansstorage RENAME TO gone");

        var chart = await clinic.OpenChartAsync(physician);

        await place.RunAsync("ALTER TABLE gone RENAME TO orleansstorage");
        await Service.LogsAsync("The snapshot of chart");
        Assert.Equal(chart, (await physician.Charts.GetChartAsync(new GetChartRequest { ChartId = chart }, physician.Call)).ChartId);
    }

    [Fact]
    public async Task Many_charts_at_once_take_no_more_connections_than_is_said()
    {
        var clinic = await Clinic.OpenAsync(Service);
        var physician = await clinic.HireAsync(Role.Physician);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => clinic.OpenChartAsync(physician)));

        Assert.InRange(await place.CountConnectionsAsync(), 5, 23);
    }

    /// <summary>Charts in memory and not, accounts known and not: whichever way a call takes to the journal.</summary>
    private static async Task AssertEveryCallIsUnavailableAsync(Clinic clinic, Person physician)
    {
        Func<Task>[] calls =
        [
            () => physician.Charts.OpenChartAsync(new OpenChartRequest { OperationId = Clinic.NewId(), Site = clinic.Site, Demographics = Samples.Patient("New") }, Soon(physician)).ResponseAsync,
            () => physician.Charts.GetChartAsync(new GetChartRequest { ChartId = "00000000-0000-8100-8000-000000000000" }, Soon(physician)).ResponseAsync,
            () => physician.Patients.SearchAsync(new SearchRequest { Name = "Example" }, Soon(physician)).ResponseAsync,
            () => clinic.Admin.Directory.ListAccountsAsync(new ListAccountsRequest(), Soon(clinic.Admin)).ResponseAsync,
            () => Person.SignInAsync(clinic.Service, "someone-new", "whatever it may be"),
        ];
        foreach (var call in calls)
            AssertMayBeRetried(await RefusalAsync(call));
    }

    private static async Task<(StatusCode Status, string Reason, string Message, TimeSpan After)> RefusalAsync(Func<Task> call)
    {
        var since = System.Diagnostics.Stopwatch.GetTimestamp();
        var (status, reason, message) = await Refused.ReasonAsync(call);
        return (status, reason, message, System.Diagnostics.Stopwatch.GetElapsedTime(since));
    }

    private static void AssertMayBeRetried((StatusCode Status, string Reason, string Message, TimeSpan After) refusal)
    {
        Assert.Contains((refusal.Status, refusal.Reason), new[]
        {
            (StatusCode.Unavailable, Refused.OriginalName(ErrorReason.JournalUnavailable)),
            (StatusCode.Unknown, Refused.OriginalName(ErrorReason.OutcomeUnknown)),
        });
        Assert.True(refusal.After < AnswerTime, $"The refusal took {refusal.After}.");
    }

    private static CallOptions Soon(Person person) => person.Call.WithDeadline(DateTime.UtcNow + AnswerTime);
}
