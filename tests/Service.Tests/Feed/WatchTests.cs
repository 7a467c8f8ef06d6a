using Grpc.Core;
using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Feed;

public sealed class WatchOnSqlite(OnSqlite backend) : WatchTests(backend), IClassFixture<OnSqlite>;

public sealed class WatchOnPostgreSql(OnPostgreSql backend) : WatchTests(backend), IClassFixture<OnPostgreSql>;

public abstract class WatchTests(Backend backend)
{
    [Fact]
    public async Task Watching_from_a_token_skips_and_doubles_nothing()
    {
        var clinic = await Clinic.OpenAsync(backend.Service);
        var doctor = await clinic.HireAsync(Role.Physician);
        var chart = await clinic.OpenChartAsync(doctor);
        await doctor.Charts.AppendEntriesAsync(Samples.Append(chart, Samples.Note("1"), Samples.Note("2"), Samples.Note("3")), doctor.Call);
        await doctor.Charts.AppendEntriesAsync(Samples.Append(chart, Samples.Note("4")), doctor.Call);

        var seen = new List<Change>();
        var token = string.Empty;
        // Taken one at a time, each with a new call: the hardest use of tokens.
        while (seen.Count < 6)
        {
            using var call = doctor.Feed.Watch(new WatchRequest { ResumeToken = token, FromStart = token.Length == 0, ChartId = chart }, doctor.Call);
            await foreach (var response in call.ResponseStream.ReadAllAsync())
            {
                token = response.ResumeToken;
                if (response.Change is null)
                    continue;
                seen.Add(response.Change);
                break;
            }
        }

        Assert.Equal([1, 2, 3, 4, 5, 6], seen.Select(c => c.Version));
        Assert.Equal(EntryKind.Demographics, seen[1].Kind);
    }

    [Fact]
    public async Task A_watcher_hears_of_what_happens_from_now_on()
    {
        var clinic = await Clinic.OpenAsync(backend.Service);
        var doctor = await clinic.HireAsync(Role.Physician);
        var chart = await clinic.OpenChartAsync(doctor);
        using var call = doctor.Feed.Watch(new WatchRequest { ChartId = chart }, doctor.Call);
        // The first response is a checkpoint: from here on nothing is missed.
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));

        var appended = await doctor.Charts.AppendEntriesAsync(Samples.Append(chart, Samples.Note("now")), doctor.Call);

        var change = call.ResponseStream.Current.Change;
        while (change is null && await call.ResponseStream.MoveNext(CancellationToken.None))
            change = call.ResponseStream.Current.Change;
        Assert.Equal((appended.EntryIds[0], AccessAction.Append), (change!.EntryId, change.Action));
    }

    [Fact]
    public async Task A_watcher_is_not_told_of_charts_of_other_sites()
    {
        var clinic = await Clinic.OpenAsync(backend.Service);
        var doctor = await clinic.HireAsync(Role.Physician);
        var hidden = await clinic.OpenChartAsync(doctor);
        var elsewhere = await Clinic.OpenAsync(backend.Service);
        var stranger = await elsewhere.HireAsync(Role.Physician);
        var shown = await elsewhere.OpenChartAsync(stranger);

        using var call = stranger.Feed.Watch(new WatchRequest { FromStart = true }, stranger.Call);
        var charts = new HashSet<string>();
        await foreach (var response in call.ResponseStream.ReadAllAsync())
        {
            if (response.Change is not { } change)
                continue;
            charts.Add(change.ChartId);
            if (change.ChartId == shown && change.Version == 2)
                break;
        }

        Assert.Equal([shown], charts);
        Assert.DoesNotContain(hidden, charts);
    }

    [Fact]
    public async Task A_token_that_is_not_ours_is_refused()
    {
        var clinic = await Clinic.OpenAsync(backend.Service);
        var doctor = await clinic.HireAsync(Role.Physician);

        await Refused.WithAsync(ErrorReason.BadResumeToken, async () =>
        {
            using var call = doctor.Feed.Watch(new WatchRequest { ResumeToken = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" }, doctor.Call);
            await call.ResponseStream.MoveNext(CancellationToken.None);
        });
    }
}
