using Grpc.Core;
using MedRecords.Service.Tests.Charts;
using MedRecords.Service.Tests.Support;
using MedRecords.Testing;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Operate;

/// <summary>The recovery to a point in time that docs/operations.md describes, with a real server.</summary>
public sealed class PointInTimeTests
{
    private const string Moment = "before_the_mistake";

    [Fact]
    public async Task A_recovered_cluster_goes_on_from_the_moment_and_says_what_was_lost()
    {
        using var folder = new TemporaryFolder();
        await using var archive = new PostgresArchive();
        Person doctor, admin;
        string chart, lostChart;
        IReadOnlyDictionary<string, List<string>> kept;
        (string Token, GetLogHeadResponse Head) before, after;
        await using (var server = await archive.StartServerAsync())
        await using (var service = await ServiceProcess.StartAsync(folder.Path, AddressOf(server)))
        {
            var clinic = await Clinic.OpenAsync(service);
            (admin, doctor) = (clinic.Admin, await clinic.HireAsync(Role.Physician));
            chart = await clinic.OpenChartAsync(doctor);
            var traffic = await Traffic.StartAsync(clinic, doctor, writers: 4);
            await archive.TakeBaseBackupAsync(server);
            await traffic.EachIsAsync(refused: false);
            kept = await traffic.EndAsync();
            before = (await EndOfFeedAsync(doctor), await HeadAsync(admin));
            await PostgresArchive.NameMomentAsync(server, Moment);

            lostChart = await clinic.OpenChartAsync(doctor);
            // More commits than those that the first calls after the recovery make: reads are commits too.
            for (var i = 0; i < 30; i++)
                await doctor.Charts.AppendEntriesAsync(Samples.Append(chart, Samples.Note("lost")), doctor.Call);
            after = (await EndOfFeedAsync(doctor), await HeadAsync(admin));
            await PostgresArchive.ArchiveAsync(server);
            await service.StopAsync();
            await server.StopAsync(immediate: false);
        }

        await using var recovered = await archive.RecoverAsync(Moment);
        await using var again = await ServiceProcess.StartAsync(folder.Path, AddressOf(recovered));
        (doctor, admin) = (doctor.At(again), admin.At(again));

        Assert.Equal((HeadVerdict.Consistent, HeadVerdict.Lost), (await CheckAsync(admin, before.Head), await CheckAsync(admin, after.Head)));
        await Refused.WithAsync(ErrorReason.LostResumeToken, () => NextAsync(doctor, after.Token));
        foreach (var (written, texts) in kept)
            Assert.Equal(texts, (await ChartTests.ListAsync(doctor, written, EntryKind.Note)).Select(entry => entry.Content.Note.Text));
        await Refused.WithAsync(ErrorReason.NotFound, () => doctor.Charts.GetChartAsync(new GetChartRequest { ChartId = lostChart }, doctor.Call).ResponseAsync);

        // The journal grows past what was lost: neither the token nor the head may be taken for its own.
        var recorded = await doctor.Charts.AppendEntriesAsync(Samples.Append(chart, Samples.Note("kept")), doctor.Call);
        while ((await HeadAsync(admin)).Size <= after.Head.Size)
            await doctor.Charts.GetChartAsync(new GetChartRequest { ChartId = chart }, doctor.Call);
        await Refused.WithAsync(ErrorReason.LostResumeToken, () => NextAsync(doctor, after.Token));
        Assert.Equal((HeadVerdict.Consistent, HeadVerdict.Different), (await CheckAsync(admin, before.Head), await CheckAsync(admin, after.Head)));
        var next = await NextAsync(doctor, before.Token);
        Assert.Equal((chart, recorded.Version), (next.ChartId, next.Version));
        Assert.Equal(string.Empty, await VerifyAsync(admin));
    }

    private static string AddressOf(PostgresServer server) => $"postgres://medrecords@127.0.0.1:{server.Port}/postgres";

    private static async Task<GetLogHeadResponse> HeadAsync(Person admin) => await admin.Audit.GetLogHeadAsync(new GetLogHeadRequest(), admin.Call);

    private static async Task<HeadVerdict> CheckAsync(Person admin, GetLogHeadResponse head) =>
        (await admin.Audit.CheckLogHeadAsync(new CheckLogHeadRequest { Size = head.Size, Root = head.Root, Signature = head.Signature }, admin.Call)).Verdict;

    /// <summary>A token of the feed as it ends now.</summary>
    private static async Task<string> EndOfFeedAsync(Person by)
    {
        using var watch = by.Feed.Watch(new WatchRequest(), by.Call);
        await watch.ResponseStream.MoveNext(CancellationToken.None);
        return watch.ResponseStream.Current.ResumeToken;
    }

    private static async Task<Change> NextAsync(Person by, string token)
    {
        using var watch = by.Feed.Watch(new WatchRequest { ResumeToken = token }, by.Call);
        await foreach (var response in watch.ResponseStream.ReadAllAsync())
        {
            if (response.Change is { } change)
                return change;
        }

        throw new InvalidOperationException("The feed ended.");
    }

    private static async Task<string> VerifyAsync(Person admin)
    {
        using var check = admin.Operations.VerifyJournal(new VerifyJournalRequest(), admin.Call);
        var last = await check.ResponseStream.ReadAllAsync().LastAsync();
        Assert.True(last.Finished);
        return last.Finding;
    }
}
