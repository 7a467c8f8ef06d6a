using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Access;

public sealed class ExplainOnSqlite(OnSqlite backend) : ExplainTests(backend), IClassFixture<OnSqlite>;

public sealed class ExplainOnPostgreSql(OnPostgreSql backend) : ExplainTests(backend), IClassFixture<OnPostgreSql>;

public abstract class ExplainTests(Backend backend)
{
    [Fact]
    public async Task Says_in_words_why_somebody_may_and_agrees_with_what_they_get()
    {
        var scene = await Situation.MakeAsync(backend.Service);
        var officer = await scene.HireAsync(Role.PrivacyOfficer);

        var explained = (await AskAsync(scene, officer, scene.Doctor, AccessAction.Read)).Single();

        Assert.Equal((true, Role.Physician, Relation.TreatingSite), (explained.Permitted, explained.Role, explained.Relation));
        Assert.Contains(ConfidentialDetail.SocialSecurityNumber, explained.Masked);
        Assert.NotEmpty(explained.Steps);
        Assert.All(explained.Steps, step => Assert.Matches("^[A-Z].*[.]$", step.Says));
        Assert.False((await scene.ReadAsync(scene.Doctor)).Demographics.Content.Demographics.HasSocialSecurityNumber);
    }

    [Fact]
    public async Task Says_which_rule_denies()
    {
        var scene = await Situation.MakeAsync(backend.Service);
        var (patient, nurse, stranger) = (await scene.RegisterAsync(isThePatient: true), await scene.HireAsync(Role.Nurse), await scene.HireElsewhereAsync(Role.Physician));
        await patient.Access.SetConsentAsync(
            new SetConsentRequest { OperationId = Clinic.NewId(), ChartId = scene.Chart, User = nurse.User, Directive = new ConsentDirective { Effect = ConsentEffect.Deny } }, patient.Call);

        Assert.All(await AskAsync(scene, patient, nurse, AccessAction.Read), one => Assert.False(one.Permitted));
        Assert.All(await AskAsync(scene, patient, stranger, AccessAction.Read), one => Assert.False(one.Permitted));
        Assert.All(await AskAsync(scene, patient, scene.Doctor, AccessAction.Export), one => Assert.False(one.Permitted));
        Assert.Contains(await AskAsync(scene, patient, nurse, AccessAction.Read), one => one.Steps.Any(step => !step.Holds));
        await scene.IsNotThereForAsync(nurse);
    }

    [Fact]
    public async Task Is_for_those_who_keep_the_chart_alone()
    {
        var scene = await Situation.MakeAsync(backend.Service);
        var stranger = await scene.HireElsewhereAsync(Role.Physician);

        await Refused.WithAsync(ErrorReason.NotPermitted, () => AskAsync(scene, scene.Doctor, scene.Doctor, AccessAction.Read));
        await scene.IsNotThereForAsync(stranger);
    }

    private static async Task<IReadOnlyList<Explanation>> AskAsync(Situation scene, Person by, Person about, AccessAction action) =>
        (await by.Access.ExplainAsync(new ExplainRequest { ChartId = scene.Chart, User = about.User, Action = action }, by.Call)).Explanations;
}
