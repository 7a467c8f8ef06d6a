using System.Diagnostics;
using Grpc.Core;
using MedRecords.Service.Tests.Charts;
using MedRecords.Service.Tests.Support;
using MedRecords.V1;
using Status = MedRecords.Cli.HealthProtocol.HealthCheckResponse.Types.ServingStatus;

namespace MedRecords.Service.Tests.Faults;

public sealed class FullDiskTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [SmallDiskFact]
    public async Task Stops_reads_and_writes_and_loses_nothing_and_goes_by_with_room()
    {
        using var disk = new SmallDisk(mebibytes: 8);
        await using var service = await ServiceProcess.StartAsync(disk.Path);
        var clinic = await Clinic.OpenAsync(service);
        var physician = await clinic.HireAsync(Role.Physician);
        var chart = await clinic.OpenChartAsync(physician);
        await physician.Charts.AppendEntriesAsync(Samples.Append(chart, Samples.Note("before")), physician.Call);
        var texts = new List<string> { "before" };
        var append = Samples.Append(chart, Samples.Note("first"));

        await UntilRefusedAsync(disk, async () =>
        {
            await physician.Charts.AppendEntriesAsync(append, physician.Call);
            texts.Add(append.Entries[0].Note.Text);
            append = Samples.Append(chart, Samples.Note(new string('x', 10_000) + texts.Count));
        });
        await UntilRefusedAsync(disk, () => physician.Charts.GetChartAsync(new GetChartRequest { ChartId = chart }, physician.Call).ResponseAsync);
        await UntilRefusedAsync(disk, () => clinic.OpenChartAsync(physician));
        Assert.Equal(Status.NotServing, await Health.OfAsync(service));
        await service.LogsAsync("is full: nothing is stored until there is room. Free some");

        disk.MakeRoom();
        Assert.False((await physician.Charts.AppendEntriesAsync(append, physician.Call)).AlreadyRecorded);
        Assert.Equal(Status.Serving, await Health.OfAsync(service));
        Assert.True((await physician.Charts.AppendEntriesAsync(append, physician.Call)).AlreadyRecorded);

        texts.Add(append.Entries[0].Note.Text);
        Assert.Equal(texts, (await ChartTests.ListAsync(physician, chart, EntryKind.Note)).Select(entry => entry.Content.Note.Text));
        await clinic.OpenChartAsync(physician);
    }

    /// <summary>
    /// Fills the disk and calls again until the service refuses: what one call frees or finds still free,
    /// the next finds taken.
    /// </summary>
    private static async Task UntilRefusedAsync(SmallDisk disk, Func<Task> call)
    {
        for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) < Patience;)
        {
            disk.Fill();
            try
            {
                await call();
            }
            catch (RpcException refused)
            {
                var (status, reason, _) = Refused.Read(refused);
                Assert.Equal((StatusCode.Unavailable, Refused.OriginalName(ErrorReason.JournalUnavailable)), (status, reason));
                return;
            }
        }

        Assert.Fail("A full disk was not noticed.");
    }
}
