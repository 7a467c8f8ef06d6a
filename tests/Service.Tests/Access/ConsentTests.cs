using MedRecords.Service.Tests.Charts;
using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Access;

public sealed class ConsentOnSqlite(OnSqlite backend) : ConsentTests(backend), IClassFixture<OnSqlite>;

public sealed class ConsentOnPostgreSql(OnPostgreSql backend) : ConsentTests(backend), IClassFixture<OnPostgreSql>;

public abstract class ConsentTests(Backend backend)
{
    [Fact]
    public async Task That_denies_the_chart_makes_it_one_that_there_is_not_until_withdrawn()
    {
        var scene = await Situation.MakeAsync(backend.Service);
        var (patient, nurse) = (await scene.RegisterAsync(isThePatient: true), await scene.HireAsync(Role.Nurse));
        await scene.ReadAsync(nurse);

        var id = await SetAsync(scene, patient, new ConsentDirective { Effect = ConsentEffect.Deny }, nurse.User);

        await scene.IsNotThereForAsync(nurse);
        Assert.DoesNotContain((await nurse.Patients.SearchAsync(new SearchRequest { Name = "Example" }, nurse.Call)).Matches, match => match.ChartId == scene.Chart);
        await scene.ReadAsync(scene.Doctor);
        await patient.Access.WithdrawConsentAsync(new WithdrawConsentRequest { OperationId = Clinic.NewId(), ChartId = scene.Chart, Id = id }, patient.Call);
        await scene.ReadAsync(nurse);
    }

    [Fact]
    public async Task That_denies_a_label_hides_its_entries_on_every_path()
    {
        var scene = await Situation.MakeAsync(backend.Service);
        var patient = await scene.RegisterAsync(isThePatient: true);
        await scene.NoteAsync("plain");
        var hidden = await scene.NoteAsync("a canary", Sensitivity.Hiv);
        Assert.Contains("a canary", (await scene.ReadAsync(scene.Doctor)).ToString());

        await SetAsync(scene, patient, new ConsentDirective { Effect = ConsentEffect.Deny, Role = Role.Physician, Labels = { Sensitivity.Hiv } });

        var read = await scene.ReadAsync(scene.Doctor);
        Assert.DoesNotContain("a canary", read.ToString());
        Assert.Equal(1, read.Counts.Single(count => count.Kind == EntryKind.Note).Count);
        Assert.Equal(["plain"], (await ChartTests.ListAsync(scene.Doctor, scene.Chart, EntryKind.Note)).Select(entry => entry.Content.Note.Text));
        Assert.Equal(await HistoryOfAsync(scene, 999), await HistoryOfAsync(scene, hidden));
        Assert.Contains("a canary", (await scene.ReadAsync(scene.Office)).ToString());
    }

    [Fact]
    public async Task Is_set_by_those_alone_who_may()
    {
        var scene = await Situation.MakeAsync(backend.Service);
        var stranger = await scene.RegisterAsync();
        var deny = new ConsentDirective { Effect = ConsentEffect.Deny, Anyone = true };

        await Refused.WithAsync(ErrorReason.NotPermitted, () => SetAsync(scene, scene.Doctor, deny));
        await Refused.WithAsync(ErrorReason.NotFound, () => SetAsync(scene, stranger, deny));

        await scene.ReadAsync(scene.Doctor);
    }

    private static async Task<string> SetAsync(Situation scene, Person by, ConsentDirective directive, string user = "") =>
        (await by.Access.SetConsentAsync(new SetConsentRequest { OperationId = Clinic.NewId(), ChartId = scene.Chart, Directive = directive, User = user }, by.Call)).Id;

    private static Task<(Grpc.Core.StatusCode, string, string)> HistoryOfAsync(Situation scene, long entry) =>
        Refused.ReasonAsync(() => scene.Doctor.Charts.GetEntryHistoryAsync(new GetEntryHistoryRequest { ChartId = scene.Chart, EntryId = entry }, scene.Doctor.Call).ResponseAsync);
}
