using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Access;

public sealed class EmergencyOnSqlite(OnSqlite backend) : EmergencyTests(backend), IClassFixture<OnSqlite>;

public sealed class EmergencyOnPostgreSql(OnPostgreSql backend) : EmergencyTests(backend), IClassFixture<OnPostgreSql>;

public abstract class EmergencyTests(Backend backend)
{
    [Fact]
    public async Task Opens_the_chart_until_it_ends_and_is_reviewed_and_on_record()
    {
        var scene = await Situation.MakeAsync(backend.Service);
        var (officer, stranger) = (await scene.HireAsync(Role.PrivacyOfficer), await scene.HireElsewhereAsync(Role.Physician));
        await scene.IsNotThereForAsync(stranger);

        var access = await StartAsync(scene, stranger);
        Assert.Equal(TimeSpan.FromHours(1), access.Until.ToDateTimeOffset() - access.BeganAt.ToDateTimeOffset());
        await scene.ReadAsync(stranger);
        await stranger.Access.EndEmergencyAccessAsync(new EndEmergencyAccessRequest { OperationId = Clinic.NewId(), ChartId = scene.Chart, Id = access.Id }, stranger.Call);
        await scene.IsNotThereForAsync(stranger);

        await officer.Access.ReviewEmergencyAccessAsync(
            new ReviewEmergencyAccessRequest { OperationId = Clinic.NewId(), ChartId = scene.Chart, Id = access.Id, Justified = true, Review = "was unconscious" }, officer.Call);
        var listed = await officer.Access.ListEmergencyAccessesAsync(new ListEmergencyAccessesRequest { ChartId = scene.Chart }, officer.Call);
        Assert.Equal((true, "was unconscious", "unconscious"), (listed.Accesses.Single().Justified, listed.Accesses.Single().Review, listed.Accesses.Single().Reason));
        var read = (await AccessTests.AccessesAsync(scene.Office, scene.Chart)).Single(one => one is { Action: AccessAction.Read, Relation: Relation.Emergency });
        Assert.Contains(Obligation.NotifyPrivacyOfficer, read.Obligations);
        Assert.Contains(Obligation.NotifyPatient, read.Obligations);
    }

    [Fact]
    public async Task Is_not_for_roles_without_it()
    {
        var scene = await Situation.MakeAsync(backend.Service);
        foreach (var role in new[] { Role.Therapist, Role.Coder, Role.Administrator, Role.RecordsOffice })
        {
            var stranger = await scene.HireElsewhereAsync(role);
            await Refused.WithAsync(ErrorReason.NotPermitted, () => StartAsync(scene, stranger));
            await scene.IsNotThereForAsync(stranger);
        }
    }

    [Fact]
    public async Task Is_ended_by_the_one_alone_who_began_it()
    {
        var scene = await Situation.MakeAsync(backend.Service);
        var (stranger, other) = (await scene.HireElsewhereAsync(Role.Nurse), await scene.HireElsewhereAsync(Role.Nurse));
        var access = await StartAsync(scene, stranger);

        foreach (var one in new[] { other, scene.Doctor })
        {
            await Refused.WithAsync(ErrorReason.NotFound, () => one.Access.EndEmergencyAccessAsync(
                new EndEmergencyAccessRequest { OperationId = Clinic.NewId(), ChartId = scene.Chart, Id = access.Id }, one.Call).ResponseAsync);
        }

        await scene.ReadAsync(stranger);
        await scene.IsNotThereForAsync(other);
    }

    [Fact]
    public async Task Is_renewed_and_not_doubled()
    {
        var scene = await Situation.MakeAsync(backend.Service);
        var (officer, stranger) = (await scene.HireAsync(Role.PrivacyOfficer), await scene.HireElsewhereAsync(Role.Physician));

        var (first, second) = (await StartAsync(scene, stranger), await StartAsync(scene, stranger));

        Assert.Equal((first.Id, first.BeganAt), (second.Id, second.BeganAt));
        Assert.True(second.Until > first.Until);
        Assert.Single((await officer.Access.ListEmergencyAccessesAsync(new ListEmergencyAccessesRequest { ChartId = scene.Chart }, officer.Call)).Accesses);
    }

    private static async Task<EmergencyAccess> StartAsync(Situation scene, Person by) =>
        (await by.Access.StartEmergencyAccessAsync(new StartEmergencyAccessRequest { OperationId = Clinic.NewId(), ChartId = scene.Chart, Reason = "unconscious" }, by.Call)).Access;
}
