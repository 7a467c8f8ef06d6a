using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Charts;

public sealed class ChartsOnSqlite(OnSqlite backend) : ChartTests(backend), IClassFixture<OnSqlite>;

public sealed class ChartsOnPostgreSql(OnPostgreSql backend) : ChartTests(backend), IClassFixture<OnPostgreSql>;

public abstract class ChartTests(Backend backend)
{
    [Fact]
    public async Task Opening_again_with_the_same_operation_id_gives_the_same_chart()
    {
        var clinic = await Clinic.OpenAsync(backend.Service);
        var doctor = await clinic.HireAsync(Role.Physician);
        var operation = Clinic.NewId();

        var first = await clinic.OpenChartAsync(doctor, operation: operation);
        var second = await clinic.OpenChartAsync(doctor, operation: operation);

        Assert.Equal(first, second);
        Assert.Equal(2, (await doctor.Charts.GetChartAsync(new GetChartRequest { ChartId = first }, doctor.Call)).Version);
    }

    [Fact]
    public async Task A_retried_append_gets_the_first_answer_and_adds_nothing()
    {
        var (_, doctor, chart) = await WithChartAsync();
        var request = Samples.Append(chart, Samples.Pulse("61"), Samples.Pulse("62"));

        var first = await doctor.Charts.AppendEntriesAsync(request, doctor.Call);
        await doctor.Charts.AppendEntriesAsync(Samples.Append(chart, Samples.Note("between")), doctor.Call);
        var second = await doctor.Charts.AppendEntriesAsync(request, doctor.Call);

        Assert.False(first.AlreadyRecorded);
        Assert.True(second.AlreadyRecorded);
        Assert.Equal(first.Version, second.Version);
        Assert.Equal(first.EntryIds, second.EntryIds);
        Assert.Equal(2, (await ListAsync(doctor, chart, EntryKind.Observation)).Count);
    }

    [Fact]
    public async Task An_operation_id_used_for_something_else_is_refused()
    {
        var (_, doctor, chart) = await WithChartAsync();
        var request = Samples.Append(chart, Samples.Pulse("61"));
        await doctor.Charts.AppendEntriesAsync(request, doctor.Call);
        request.Entries[0] = Samples.Pulse("99");

        await Refused.WithAsync(ErrorReason.OperationReused, () => doctor.Charts.AppendEntriesAsync(request, doctor.Call).ResponseAsync);
    }

    [Fact]
    public async Task An_outdated_expected_version_is_refused_with_the_current_one()
    {
        var (_, doctor, chart) = await WithChartAsync();
        var request = Samples.Append(chart, Samples.Pulse("61"));
        request.ExpectedVersion = 1;

        var (status, reason, _) = await Refused.ReasonAsync(() => doctor.Charts.AppendEntriesAsync(request, doctor.Call).ResponseAsync);

        Assert.Equal((StatusCode.Aborted, "ERROR_REASON_VERSION_MISMATCH"), (status, reason));
        request.ExpectedVersion = 2;
        Assert.Equal(3, (await doctor.Charts.AppendEntriesAsync(request, doctor.Call)).Version);
    }

    [Fact]
    public async Task Many_writers_of_one_chart_lose_and_double_nothing()
    {
        var (_, doctor, chart) = await WithChartAsync();
        const int Writers = 16;
        const int Each = 10;

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            for (var i = 0; i < Each; i++)
                await doctor.Charts.AppendEntriesAsync(Samples.Append(chart, Samples.Note($"{writer}/{i}")), doctor.Call);
        }));

        var notes = await ListAsync(doctor, chart, EntryKind.Note);
        Assert.Equal(Writers * Each, notes.Select(n => n.Content.Note.Text).Distinct().Count());
        Assert.Equal(Enumerable.Range(3, Writers * Each).Select(v => (long)v), notes.Select(n => n.Id));
    }

    [Fact]
    public async Task An_amended_entry_shows_its_latest_revision_and_keeps_the_first()
    {
        var (_, doctor, chart) = await WithChartAsync();
        var id = (await doctor.Charts.AppendEntriesAsync(Samples.Append(chart, Samples.Pulse("61")), doctor.Call)).EntryIds[0];

        await doctor.Charts.AmendEntryAsync(
            new AmendEntryRequest { OperationId = Clinic.NewId(), ChartId = chart, EntryId = id, Content = Samples.Pulse("64"), Reason = "Misread." }, doctor.Call);

        var shown = Assert.Single(await ListAsync(doctor, chart, EntryKind.Observation));
        Assert.Equal(("64", EntryState.Amended, "Misread."), (shown.Content.Observation.Quantity.Value, shown.State, shown.Reason));
        var history = await doctor.Charts.GetEntryHistoryAsync(new GetEntryHistoryRequest { ChartId = chart, EntryId = id }, doctor.Call);
        Assert.Equal(["61", "64"], history.Revisions.Select(r => r.Content.Observation.Quantity.Value));
    }

    [Fact]
    public async Task A_retracted_entry_leaves_the_list_and_stays_in_its_history()
    {
        var (_, doctor, chart) = await WithChartAsync();
        var id = (await doctor.Charts.AppendEntriesAsync(Samples.Append(chart, Samples.Pulse("61")), doctor.Call)).EntryIds[0];

        await doctor.Charts.RetractEntryAsync(new RetractEntryRequest { OperationId = Clinic.NewId(), ChartId = chart, EntryId = id, Reason = "Wrong patient." }, doctor.Call);

        Assert.Empty(await ListAsync(doctor, chart, EntryKind.Observation));
        var history = await doctor.Charts.GetEntryHistoryAsync(new GetEntryHistoryRequest { ChartId = chart, EntryId = id }, doctor.Call);
        Assert.Equal([EntryState.Final, EntryState.Retracted], history.Revisions.Select(r => r.State));
        var again = new AmendEntryRequest { OperationId = Clinic.NewId(), ChartId = chart, EntryId = id, Content = Samples.Pulse("1"), Reason = "Try." };
        await Refused.WithAsync(ErrorReason.EntryRetracted, () => doctor.Charts.AmendEntryAsync(again, doctor.Call).ResponseAsync);
    }

    [Fact]
    public async Task A_chart_can_be_read_as_it_was_known_at_a_moment()
    {
        var (_, doctor, chart) = await WithChartAsync();
        var id = (await doctor.Charts.AppendEntriesAsync(Samples.Append(chart, Samples.Pulse("61")), doctor.Call)).EntryIds[0];
        var before = (await ListAsync(doctor, chart, EntryKind.Observation))[0].RecordedAt;
        await doctor.Charts.AmendEntryAsync(
            new AmendEntryRequest { OperationId = Clinic.NewId(), ChartId = chart, EntryId = id, Content = Samples.Pulse("64"), Reason = "Misread." }, doctor.Call);
        await doctor.Charts.AppendEntriesAsync(Samples.Append(chart, Samples.Pulse("70")), doctor.Call);

        var known = await ListAsync(doctor, chart, EntryKind.Observation, before);

        Assert.Equal(["61"], known.Select(e => e.Content.Observation.Quantity.Value));
    }

    [Fact]
    public async Task Entries_are_listed_by_clinical_time_and_kind()
    {
        var (_, doctor, chart) = await WithChartAsync();
        await doctor.Charts.AppendEntriesAsync(
            Samples.Append(chart, Samples.Pulse("1", "2020"), Samples.Pulse("2", "2021-06"), Samples.Pulse("3", "2022-01-01T00:00:00Z"), Samples.Note("n")), doctor.Call);

        var found = new List<Entry>();
        using var call = doctor.Charts.ListEntries(new ListEntriesRequest { ChartId = chart, Kinds = { EntryKind.Observation }, From = "2021", Before = "2022" }, doctor.Call);
        await foreach (var page in call.ResponseStream.ReadAllAsync())
            found.AddRange(page.Entries);

        Assert.Equal(["2"], found.Select(e => e.Content.Observation.Quantity.Value));
    }

    [Fact]
    public async Task A_list_of_many_pages_is_whole_and_in_order()
    {
        var (_, doctor, chart) = await WithChartAsync();
        for (var i = 0; i < 3; i++)
            await doctor.Charts.AppendEntriesAsync(Samples.Append(chart, [.. Enumerable.Range(0, 400).Select(n => Samples.Note($"{i}-{n}"))]), doctor.Call);

        var notes = await ListAsync(doctor, chart, EntryKind.Note);

        Assert.Equal(Enumerable.Range(3, 1200).Select(v => (long)v), notes.Select(n => n.Id));
    }

    [Fact]
    public async Task A_chart_verifies()
    {
        var (_, doctor, chart) = await WithChartAsync();
        await doctor.Charts.AppendEntriesAsync(Samples.Append(chart, Samples.Pulse("61")), doctor.Call);

        var check = await doctor.Charts.VerifyChartAsync(new VerifyChartRequest { ChartId = chart }, doctor.Call);

        Assert.True(check.Intact);
        Assert.Equal((3, 0), (check.Versions, check.FirstBroken));
    }

    [Fact]
    public async Task A_patient_is_found_by_parts_of_the_name_and_by_identifier()
    {
        var clinic = await Clinic.OpenAsync(backend.Service);
        var doctor = await clinic.HireAsync(Role.Physician);
        var family = $"Öz{Guid.NewGuid():N}"[..14];
        var chart = await clinic.OpenChartAsync(doctor, family);

        var byName = await doctor.Patients.SearchAsync(new SearchRequest { Name = $"alex {family[..6].ToUpperInvariant().Replace('Ö', 'O')}" }, doctor.Call);
        var byNumber = await doctor.Patients.SearchAsync(new SearchRequest { Identifier = $"mrn {family}" }, doctor.Call);
        var other = await (await clinic.HireAsync(Role.Physician, await clinic.AddSiteAsync($"{clinic.Site}-b"))).ToStrangerSearchAsync(family);

        Assert.Equal(chart, Assert.Single(byName.Matches).ChartId);
        Assert.Equal(chart, Assert.Single(byNumber.Matches).ChartId);
        Assert.Empty(other.Matches);
    }

    internal static async Task<List<Entry>> ListAsync(Person by, string chart, EntryKind kind, Timestamp? asOf = null)
    {
        var found = new List<Entry>();
        using var call = by.Charts.ListEntries(new ListEntriesRequest { ChartId = chart, Kinds = { kind }, AsOf = asOf }, by.Call);
        await foreach (var page in call.ResponseStream.ReadAllAsync())
            found.AddRange(page.Entries);
        return found;
    }

    private async Task<(Clinic Clinic, Person Doctor, string Chart)> WithChartAsync()
    {
        var clinic = await Clinic.OpenAsync(backend.Service);
        var doctor = await clinic.HireAsync(Role.Physician);
        return (clinic, doctor, await clinic.OpenChartAsync(doctor));
    }
}

internal static class StrangerSearch
{
    public static async Task<SearchResponse> ToStrangerSearchAsync(this Person stranger, string name) =>
        await stranger.Patients.SearchAsync(new SearchRequest { Name = name }, stranger.Call);
}
