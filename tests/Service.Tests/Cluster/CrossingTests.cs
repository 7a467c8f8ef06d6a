using MedRecords.Service.Tests.Access;
using MedRecords.Service.Tests.Charts;
using MedRecords.Service.Tests.Import;
using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Cluster;

/// <summary>
/// What is sent from silo to silo. Each call is made at both, about the same chart or account: whichever
/// silo holds it, one of the two calls crosses.
/// </summary>
public sealed class CrossingTests(TwoSilos silos) : IClassFixture<TwoSilos>
{
    [Fact]
    public async Task What_is_recorded_arrives_as_it_was_sent()
    {
        var clinic = await Clinic.OpenAsync(silos.First);
        var doctor = await clinic.HireAsync(Role.Physician);
        var operation = Clinic.NewId();
        var charts = await AtBothAsync(doctor, by => clinic.OpenChartAsync(by, operation: operation));
        var chart = charts[0];

        var appended = await AtBothAsync(doctor, async by =>
            (await by.Charts.AppendEntriesAsync(Samples.Append(chart, Samples.Pulse("61"), Samples.Note("Ünï ✓")), by.Call)).EntryIds);
        await AtBothAsync(doctor, async by => await by.Charts.AmendEntryAsync(
            new AmendEntryRequest { OperationId = Clinic.NewId(), ChartId = chart, EntryId = appended[0][0], Content = Samples.Pulse("64"), Reason = "Misread." }, by.Call));

        Assert.Equal(chart, charts[1]);
        foreach (var pulses in await AtBothAsync(doctor, by => ChartTests.ListAsync(by, chart, EntryKind.Observation)))
            Assert.Equal([Samples.Pulse("64"), Samples.Pulse("61")], pulses.Select(p => p.Content));
        foreach (var notes in await AtBothAsync(doctor, by => ChartTests.ListAsync(by, chart, EntryKind.Note)))
            Assert.Equal([Samples.Note("Ünï ✓"), Samples.Note("Ünï ✓")], notes.Select(n => n.Content));
    }

    [Fact]
    public async Task What_is_read_is_the_same_at_both()
    {
        var clinic = await Clinic.OpenAsync(silos.First);
        var office = await clinic.HireAsync(Role.RecordsOffice);
        var family = $"Crossing{Guid.NewGuid():N}"[..16];
        var chart = await clinic.OpenChartAsync(await clinic.HireAsync(Role.Physician), family);

        var read = await AtBothAsync(office, async by => await by.Charts.GetChartAsync(new GetChartRequest { ChartId = chart, Latest = 10 }, by.Call));
        var history = await AtBothAsync(office, async by => await by.Charts.GetEntryHistoryAsync(new GetEntryHistoryRequest { ChartId = chart, EntryId = read[0].Demographics.Id }, by.Call));
        var found = await AtBothAsync(office, async by => await by.Patients.SearchAsync(new SearchRequest { Name = family }, by.Call));
        var accesses = await AtBothAsync(office, by => AccessTests.AccessesAsync(by, chart));

        Assert.Equal(Samples.Patient(family), read[0].Demographics.Content);
        Assert.Equal((EntryKind.Demographics, 1), (Assert.Single(read[0].Counts).Kind, read[0].Counts[0].Count));
        Assert.Equal(clinic.Site, Assert.Single(read[0].Sites));
        Assert.Equal(read[0], read[1]);
        Assert.Equal(read[0].Demographics, Assert.Single(history[0].Revisions));
        Assert.Equal(history[0], history[1]);
        Assert.Equal(read[0].Demographics, Assert.Single(found[0].Matches).Demographics);
        Assert.Equal(found[0], found[1]);
        // Newest first; the second list begins with the access that the first one was.
        Assert.Equal(accesses[0], accesses[1].Skip(1));
    }

    [Fact]
    public async Task A_bundle_imported_at_both_is_stored_once_and_comes_out_equal()
    {
        var clinic = await Clinic.OpenAsync(silos.First);
        var office = await clinic.HireAsync(Role.RecordsOffice);
        var bundle = Bundles.Some().First();

        var imported = await AtBothAsync(office, by => ImportTests.ImportAsync(by, clinic.Site, bundle));

        Assert.Equal((imported[0].ChartId, imported[0].Resources, imported[0].Resources), (imported[1].ChartId, imported[0].Stored, imported[1].Unchanged));
        foreach (var exported in await AtBothAsync(office, by => ImportTests.ExportAsync(by, imported[0].ChartId)))
            Assert.Equal(Bundles.Normal(bundle), Bundles.Normal(exported));
    }

    [Fact]
    public async Task Accounts_and_sites_are_the_same_at_both()
    {
        var clinic = await Clinic.OpenAsync(silos.First);
        var sites = new[] { new Site { Id = $"{clinic.Site}-x", Name = "Ünï" }, new Site { Id = $"{clinic.Site}-y", Name = "Ÿ" } };
        var assignments = sites.Select(s => new Assignment { Site = s.Id, Role = Role.Nurse }).ToArray();
        var at = 0;

        await AtBothAsync(clinic.Admin, async by => await by.Directory.AddSiteAsync(new AddSiteRequest { Site = sites[at++] }, by.Call));
        var hired = await AtBothAsync(clinic.Admin, _ => clinic.HireAsync(Role.Physician));
        foreach (var person in hired)
        {
            await AtBothAsync(clinic.Admin, async by => await by.Directory.SetAssignmentsAsync(
                new SetAssignmentsRequest { User = person.User, Assignments = { assignments } }, by.Call));
        }

        foreach (var listed in await AtBothAsync(clinic.Admin, async by => await by.Directory.ListSitesAsync(new ListSitesRequest(), by.Call)))
            Assert.All(sites, site => Assert.Contains(site, listed.Sites));
        foreach (var listed in await AtBothAsync(clinic.Admin, async by => await by.Directory.ListAccountsAsync(new ListAccountsRequest(), by.Call)))
            Assert.All(hired, person => Assert.Equal(assignments, Assert.Single(listed.Accounts, a => a.User == person.User).Assignments));
        var session = new SignInRequest { User = hired[0].User, Password = hired[0].Password };
        foreach (var begun in await AtBothAsync(hired[0], async by => await by.Sessions.SignInAsync(session, by.Call)))
            Assert.Equal(assignments, begun.Assignments);
    }

    private async Task<T[]> AtBothAsync<T>(Person person, Func<Person, Task<T>> ask) => [await ask(person.At(silos.First)), await ask(person.At(silos.Second))];
}
