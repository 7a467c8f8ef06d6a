using MedRecords.Service.Tests.Access;
using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Retention;

public sealed class HoldTests(TwoSilos silos) : IClassFixture<TwoSilos>
{
    [Fact]
    public async Task Is_known_to_every_silo_until_it_is_released_and_on_record()
    {
        var scene = await Situation.MakeAsync(silos.First);
        var (here, there) = (await OfficerAsync(scene, silos.First), await OfficerAsync(scene, silos.Second));

        var set = await here.Client.SetHoldAsync(
            new SetHoldRequest { OperationId = Clinic.NewId(), ChartId = scene.Chart, Hold = new LegalHold { CaseReference = "7 C 123", Holder = "a court" } }, here.Person.Call);
        var held = Assert.Single((await there.Client.ListHoldsAsync(new ListHoldsRequest { ChartId = scene.Chart }, there.Person.Call)).Holds);
        Assert.Equal((set.Id, "7 C 123", null), (held.Id, held.CaseReference, held.ReleasedAt));

        await there.Client.ReleaseHoldAsync(new ReleaseHoldRequest { OperationId = Clinic.NewId(), ChartId = scene.Chart, Id = set.Id, Reason = "settled" }, there.Person.Call);
        held = Assert.Single((await here.Client.ListHoldsAsync(new ListHoldsRequest { ChartId = scene.Chart }, here.Person.Call)).Holds);
        Assert.Equal("settled", held.ReleaseReason);
        Assert.Equal(2, (await AccessTests.AccessesAsync(scene.Office, scene.Chart)).Count(access => access is { Action: AccessAction.Hold, Outcome: AccessOutcome.Permitted }));
    }

    [Fact]
    public async Task Is_not_for_those_who_treat()
    {
        var scene = await Situation.MakeAsync(silos.First);
        var client = new V1.Retention.RetentionClient(silos.First.Channel);

        await Refused.WithAsync(ErrorReason.NotPermitted, () => client.ListHoldsAsync(new ListHoldsRequest { ChartId = scene.Chart }, scene.Doctor.Call).ResponseAsync);
        await Refused.WithAsync(ErrorReason.NotPermitted, () => client.ListDueAsync(new ListDueRequest(), scene.Doctor.Call).ResponseAsync);
    }

    [Fact]
    public async Task Without_a_case_or_a_holder_is_refused()
    {
        var scene = await Situation.MakeAsync(silos.First);
        var officer = await OfficerAsync(scene, silos.First);
        foreach (var hold in new[] { new LegalHold { Holder = "a court" }, new LegalHold { CaseReference = "7 C 123" } })
        {
            var request = new SetHoldRequest { OperationId = Clinic.NewId(), ChartId = scene.Chart, Hold = hold };
            await Refused.WithAsync(ErrorReason.InvalidRequest, () => officer.Client.SetHoldAsync(request, officer.Person.Call).ResponseAsync);
        }
    }

    [Fact]
    public async Task A_chart_in_care_is_not_due()
    {
        var scene = await Situation.MakeAsync(silos.First);
        var officer = await OfficerAsync(scene, silos.First);
        for (var (page, token) = (0, string.Empty); page == 0 || token.Length > 0; page++)
        {
            var listed = await officer.Client.ListDueAsync(new ListDueRequest { PageToken = token }, officer.Person.Call);
            Assert.DoesNotContain(listed.Charts, chart => chart.ChartId == scene.Chart);
            token = listed.NextPageToken;
        }
    }

    private static async Task<(V1.Retention.RetentionClient Client, Person Person)> OfficerAsync(Situation scene, ServiceProcess silo) =>
        (new V1.Retention.RetentionClient(silo.Channel), (await scene.HireAsync(Role.PrivacyOfficer)).At(silo));
}
