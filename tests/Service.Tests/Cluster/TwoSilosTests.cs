using MedRecords.Service.Tests.Charts;
using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Cluster;

public sealed class TwoSilosTests(TwoSilos silos) : IClassFixture<TwoSilos>
{
    [Fact]
    public async Task A_chart_has_one_history_whichever_silo_answers()
    {
        var clinic = await Clinic.OpenAsync(silos.First);
        var here = await clinic.HireAsync(Role.Physician);
        var there = here.At(silos.Second);
        var chart = await clinic.OpenChartAsync(here);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            var by = writer % 2 == 0 ? here : there;
            for (var i = 0; i < 10; i++)
                await by.Charts.AppendEntriesAsync(Samples.Append(chart, Samples.Note($"{writer}/{i}")), by.Call);
        }));

        var notes = await ChartTests.ListAsync(here, chart, EntryKind.Note);
        Assert.Equal(80, notes.Select(n => n.Content.Note.Text).Distinct().Count());
        Assert.Equal(notes.Select(n => n.Version), (await ChartTests.ListAsync(there, chart, EntryKind.Note)).Select(n => n.Version));
    }

    [Fact]
    public async Task A_read_at_one_silo_sees_what_another_acknowledged()
    {
        var clinic = await Clinic.OpenAsync(silos.First);
        var here = await clinic.HireAsync(Role.Physician);
        var there = here.At(silos.Second);
        var chart = await clinic.OpenChartAsync(here);
        for (var i = 0; i < 30; i++)
        {
            var (writer, reader) = i % 2 == 0 ? (here, there) : (there, here);
            var written = await writer.Charts.AppendEntriesAsync(Samples.Append(chart, Samples.Note($"{i}")), writer.Call);
            Assert.Equal(written.Version, (await reader.Charts.GetChartAsync(new GetChartRequest { ChartId = chart }, reader.Call)).Version);
        }
    }

    [Fact]
    public async Task What_one_silo_revokes_the_other_denies_at_once()
    {
        var clinic = await Clinic.OpenAsync(silos.First);
        for (var i = 0; i < 10; i++)
        {
            var there = (await clinic.HireAsync(Role.Physician)).At(silos.Second);
            var chart = await clinic.OpenChartAsync(there);
            await there.Charts.GetChartAsync(new GetChartRequest { ChartId = chart }, there.Call);

            await clinic.Admin.Directory.SetAssignmentsAsync(new SetAssignmentsRequest { User = there.User }, clinic.Admin.Call);

            await Refused.WithAsync(ErrorReason.NotFound, () => there.Charts.GetChartAsync(new GetChartRequest { ChartId = chart }, there.Call).ResponseAsync);
            await Refused.WithAsync(ErrorReason.NotFound, () => there.Charts.AppendEntriesAsync(Samples.Append(chart, Samples.Note("late")), there.Call).ResponseAsync);
        }
    }

    [Fact]
    public async Task A_retry_at_another_silo_gets_the_first_answer()
    {
        var clinic = await Clinic.OpenAsync(silos.First);
        var here = await clinic.HireAsync(Role.Physician);
        var there = here.At(silos.Second);
        var chart = await clinic.OpenChartAsync(here);
        await there.Charts.GetChartAsync(new GetChartRequest { ChartId = chart }, there.Call);
        var request = Samples.Append(chart, Samples.Note("once"));

        var first = await here.Charts.AppendEntriesAsync(request, here.Call);
        var second = await there.Charts.AppendEntriesAsync(request, there.Call);

        Assert.Equal(first.EntryIds, second.EntryIds);
        Assert.True(second.AlreadyRecorded);
        Assert.Single(await ChartTests.ListAsync(there, chart, EntryKind.Note));
    }
}
