using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Access;

public sealed class GrantTests(TwoSilos silos) : IClassFixture<TwoSilos>
{
    [Fact]
    public async Task Opens_the_chart_to_a_physician_of_another_site_until_it_is_revoked_on_any_silo()
    {
        var scene = await Situation.MakeAsync(silos.First);
        for (var i = 0; i < 5; i++)
        {
            var there = (await scene.HireElsewhereAsync(Role.Physician)).At(silos.Second);
            await scene.IsNotThereForAsync(there);

            var grant = await scene.GrantAsync(there);
            Assert.Equal("Example", (await scene.ReadAsync(there)).Demographics.Content.Demographics.Names[0].Family);

            await scene.RevokeAsync(scene.Doctor, grant);
            await scene.IsNotThereForAsync(there);
        }
    }

    [Fact]
    public async Task Opens_the_kinds_that_it_names_and_no_others()
    {
        var scene = await Situation.MakeAsync(silos.First);
        await scene.NoteAsync("not for the second opinion");
        await scene.Doctor.Charts.AppendEntriesAsync(Samples.Append(scene.Chart, Samples.Pulse("72")), scene.Doctor.Call);
        var consultant = (await scene.HireElsewhereAsync(Role.Physician)).At(silos.Second);

        await scene.GrantAsync(consultant, EntryKind.Observation);

        var read = await scene.ReadAsync(consultant);
        Assert.Equal([EntryKind.Observation], read.Latest.Select(entry => entry.Kind));
        Assert.Null(read.Demographics);
        Assert.Equal([EntryKind.Observation], read.Counts.Select(count => count.Kind));
    }

    [Fact]
    public async Task Is_on_record_with_the_relation_and_the_disclosure()
    {
        var scene = await Situation.MakeAsync(silos.First);
        var consultant = await scene.HireElsewhereAsync(Role.Physician);
        await scene.GrantAsync(consultant);
        await scene.ReadAsync(consultant);

        var accesses = await AccessTests.AccessesAsync(scene.Office, scene.Chart);

        Assert.Contains(accesses, access => access.Action == AccessAction.Read && access.Relation == Relation.Grant && access.Outcome == AccessOutcome.Permitted);
        Assert.Contains(accesses, access => access.Action == AccessAction.Grant && access.Outcome == AccessOutcome.Permitted);
    }

    [Fact]
    public async Task To_somebody_who_is_not_there_is_told_to_those_alone_who_may_grant()
    {
        var scene = await Situation.MakeAsync(silos.First);
        var stranger = await scene.HireElsewhereAsync(Role.Physician);
        var request = new GrantRequest { OperationId = Clinic.NewId(), ChartId = scene.Chart, User = "nobody-here", Grant = new Grant { Kind = GrantKind.Referral, Reason = "x" } };
        var known = new GrantRequest(request) { User = scene.Doctor.User };

        await Refused.WithAsync(ErrorReason.InvalidRequest, () => scene.Doctor.Access.GrantAsync(request, scene.Doctor.Call).ResponseAsync);
        Assert.Equal(
            await Refused.ReasonAsync(() => stranger.Access.GrantAsync(known, stranger.Call).ResponseAsync),
            await Refused.ReasonAsync(() => stranger.Access.GrantAsync(request, stranger.Call).ResponseAsync));
    }
}
