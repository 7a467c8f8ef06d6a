using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Access;

public sealed class ApplicationTests(TwoSilos silos) : IClassFixture<TwoSilos>
{
    [Fact]
    public async Task Asks_for_a_person_within_what_both_may_and_records_under_the_persons_name()
    {
        var scene = await Situation.MakeAsync(silos.First);
        var hidden = await scene.NoteAsync("hidden from programs", Sensitivity.Hiv);
        var program = await scene.EmployAsync();

        var forDoctor = program.CallFor(scene.Doctor.User);
        var read = await program.Charts.GetChartAsync(new GetChartRequest { ChartId = scene.Chart, Latest = 50 }, forDoctor);
        Assert.DoesNotContain(read.Latest, entry => entry.Id == hidden);
        Assert.Contains((await scene.ReadAsync(scene.Doctor)).Latest, entry => entry.Id == hidden);

        var recorded = await program.Charts.AppendEntriesAsync(Samples.Append(scene.Chart, Samples.Pulse("72")), forDoctor);
        var pulse = (await scene.ReadAsync(scene.Doctor)).Latest.Single(entry => entry.Id == recorded.EntryIds[0]);
        Assert.Equal("The Physician", pulse.AuthorName);

        var access = (await AccessTests.AccessesAsync(scene.Office, scene.Chart)).Single(access => access.Action == AccessAction.Append && access.OnBehalfOf.Length > 0);
        Assert.Equal("A program", access.AccountName);
        Assert.Equal(pulse.Author, access.OnBehalfOf);
        Assert.Equal(Role.Physician, access.Role);
    }

    [Fact]
    public async Task Sees_nothing_for_a_person_who_sees_nothing()
    {
        var scene = await Situation.MakeAsync(silos.First);
        var program = await scene.EmployAsync();
        var stranger = await scene.HireElsewhereAsync(Role.Physician);

        Assert.NotEmpty((await scene.ReadAsync(program)).Counts);
        await RefusedAsync(program, scene.Chart, stranger.User, ErrorReason.NotFound);
    }

    [Fact]
    public async Task Asks_for_nobody_who_has_no_account_in_use_on_any_silo()
    {
        var scene = await Situation.MakeAsync(silos.First);
        var program = await scene.EmployAsync();
        var nurse = await scene.HireAsync(Role.Nurse);
        var there = program.At(silos.Second);
        await there.Charts.GetChartAsync(new GetChartRequest { ChartId = scene.Chart }, there.CallFor(nurse.User));

        await scene.DismissAsync(nurse);

        await RefusedAsync(there, scene.Chart, nurse.User, ErrorReason.NotPermitted);
        await RefusedAsync(program, scene.Chart, "nobody-here", ErrorReason.NotPermitted);
        await RefusedAsync(program, scene.Chart, (await scene.EmployAsync()).User, ErrorReason.NotPermitted);
    }

    [Fact]
    public async Task Nobody_else_asks_for_a_person()
    {
        var scene = await Situation.MakeAsync(silos.First);
        var stranger = await scene.HireElsewhereAsync(Role.Physician);

        await RefusedAsync(stranger, scene.Chart, scene.Doctor.User, ErrorReason.NotFound);
    }

    private static Task RefusedAsync(Person by, string chart, string person, ErrorReason reason) =>
        Refused.WithAsync(reason, () => by.Charts.GetChartAsync(new GetChartRequest { ChartId = chart }, by.CallFor(person)).ResponseAsync);
}
