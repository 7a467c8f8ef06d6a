using Grpc.Core;
using MedRecords.Service.Tests.Charts;
using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Access;

public sealed class AccessOnSqlite(OnSqlite backend) : AccessTests(backend), IClassFixture<OnSqlite>;

public sealed class AccessOnPostgreSql(OnPostgreSql backend) : AccessTests(backend), IClassFixture<OnPostgreSql>;

public abstract class AccessTests(Backend backend)
{
    [Fact]
    public async Task A_chart_of_another_site_is_answered_as_one_that_does_not_exist()
    {
        var clinic = await Clinic.OpenAsync(backend.Service);
        var chart = await clinic.OpenChartAsync(await clinic.HireAsync(Role.Physician));
        var stranger = await clinic.HireAsync(Role.Physician, await clinic.AddSiteAsync($"{clinic.Site}-b"));

        foreach (var call in Calls(stranger))
            Assert.Equal(await Refused.ReasonAsync(() => call(Unknown)), await Refused.ReasonAsync(() => call(chart)));
    }

    [Fact]
    public async Task A_site_that_begins_to_treat_the_patient_sees_the_chart()
    {
        var clinic = await Clinic.OpenAsync(backend.Service);
        var doctor = await clinic.HireAsync(Role.Physician);
        var chart = await clinic.OpenChartAsync(doctor);
        var other = await clinic.AddSiteAsync($"{clinic.Site}-b");
        var stranger = await clinic.HireAsync(Role.Physician, other);

        await doctor.Charts.AddTreatingSiteAsync(new AddTreatingSiteRequest { OperationId = Clinic.NewId(), ChartId = chart, Site = other }, doctor.Call);

        Assert.Equal([clinic.Site, other], (await stranger.Charts.GetChartAsync(new GetChartRequest { ChartId = chart }, stranger.Call)).Sites);
    }

    [Fact]
    public async Task An_administrator_sees_no_chart()
    {
        var clinic = await Clinic.OpenAsync(backend.Service);
        var chart = await clinic.OpenChartAsync(await clinic.HireAsync(Role.Physician));
        var administrator = await clinic.HireAsync(Role.Administrator);

        foreach (var call in Calls(administrator))
            Assert.Equal(await Refused.ReasonAsync(() => call(Unknown)), await Refused.ReasonAsync(() => call(chart)));
    }

    [Fact]
    public async Task Details_that_a_role_is_not_cleared_for_are_masked_everywhere()
    {
        var clinic = await Clinic.OpenAsync(backend.Service);
        var chart = await clinic.OpenChartAsync(await clinic.HireAsync(Role.RecordsOffice));
        var therapist = await clinic.HireAsync(Role.Therapist);

        var read = await therapist.Charts.GetChartAsync(new GetChartRequest { ChartId = chart, Latest = 5 }, therapist.Call);
        var listed = await ChartTests.ListAsync(therapist, chart, EntryKind.Demographics);
        var history = await therapist.Charts.GetEntryHistoryAsync(new GetEntryHistoryRequest { ChartId = chart, EntryId = 2 }, therapist.Call);
        var found = await therapist.Patients.SearchAsync(new SearchRequest { Name = "Example" }, therapist.Call);

        var shown = new[] { read.Demographics }.Concat(read.Latest).Concat(listed).Concat(history.Revisions).Concat(found.Matches.Select(m => m.Demographics)).ToList();
        Assert.True(shown.Count >= 5);
        Assert.All(shown, entry =>
        {
            Assert.False(entry.Content.Demographics.HasSocialSecurityNumber);
            Assert.Empty(entry.Content.Demographics.Telecoms);
            Assert.NotEmpty(entry.Content.Demographics.Names);
            Assert.Contains(ConfidentialDetail.SocialSecurityNumber, entry.Masked);
            Assert.Contains(ConfidentialDetail.Telephone, entry.Masked);
        });
    }

    [Fact]
    public async Task Entries_with_a_label_are_neither_shown_nor_counted_without_clearance()
    {
        var clinic = await Clinic.OpenAsync(backend.Service);
        var doctor = await clinic.HireAsync(Role.Physician);
        var nurse = await clinic.HireAsync(Role.Nurse);
        var chart = await clinic.OpenChartAsync(doctor);
        var secret = Samples.Note("a canary");
        secret.Sensitivity.Add(Sensitivity.Hiv);
        var id = (await doctor.Charts.AppendEntriesAsync(Samples.Append(chart, secret), doctor.Call)).EntryIds[0];

        var read = await nurse.Charts.GetChartAsync(new GetChartRequest { ChartId = chart, Latest = 10 }, nurse.Call);

        Assert.DoesNotContain("a canary", read.ToString());
        Assert.DoesNotContain(read.Counts, c => c.Kind == EntryKind.Note);
        Assert.Empty(await ChartTests.ListAsync(nurse, chart, EntryKind.Note));
        await Refused.WithAsync(ErrorReason.NotFound, () => nurse.Charts.GetEntryHistoryAsync(new GetEntryHistoryRequest { ChartId = chart, EntryId = id }, nurse.Call).ResponseAsync);
        Assert.Single(await ChartTests.ListAsync(doctor, chart, EntryKind.Note));
    }

    [Fact]
    public async Task A_patient_sees_the_own_chart_and_who_looked_and_no_other()
    {
        var clinic = await Clinic.OpenAsync(backend.Service);
        var doctor = await clinic.HireAsync(Role.Physician);
        var (own, other) = (await clinic.OpenChartAsync(doctor, "Own"), await clinic.OpenChartAsync(doctor, "Other"));
        var user = $"patient-{Clinic.NewId()}";
        await clinic.Admin.Directory.AddPatientAccountAsync(
            new AddPatientAccountRequest { User = user, Password = "a password of the patient", ChartId = own, KeepPassword = true }, clinic.Admin.Call);
        var patient = await Person.SignInAsync(backend.Service, user, "a password of the patient");

        Assert.Equal("Own", (await patient.Charts.GetChartAsync(new GetChartRequest { ChartId = own }, patient.Call)).Demographics.Content.Demographics.Names[0].Family);
        await Refused.WithAsync(ErrorReason.NotFound, () => patient.Charts.GetChartAsync(new GetChartRequest { ChartId = other }, patient.Call).ResponseAsync);
        var accesses = await AccessesAsync(patient, own);
        Assert.Contains(accesses, a => a.Account != string.Empty && a.Role == Role.Physician && a.Action == AccessAction.Open && a.Outcome == AccessOutcome.Permitted);
        Assert.Contains(accesses, a => a.Role == Role.Patient && a.Action == AccessAction.Read);
    }

    [Fact]
    public async Task A_denied_access_is_on_record()
    {
        var clinic = await Clinic.OpenAsync(backend.Service);
        var office = await clinic.HireAsync(Role.RecordsOffice);
        var chart = await clinic.OpenChartAsync(office);
        var stranger = await clinic.HireAsync(Role.Physician, await clinic.AddSiteAsync($"{clinic.Site}-b"));
        await Refused.WithAsync(ErrorReason.NotFound, () => stranger.Charts.GetChartAsync(new GetChartRequest { ChartId = chart }, stranger.Call).ResponseAsync);

        Assert.Contains(await AccessesAsync(office, chart), a => a.Outcome == AccessOutcome.Denied && a.Action == AccessAction.Read && a.AccountName == "The Physician");
    }

    [Fact]
    public async Task Every_call_needs_a_token()
    {
        var client = new V1.Charts.ChartsClient(backend.Service.Channel);

        var (status, reason, _) = await Refused.ReasonAsync(() => client.GetChartAsync(new GetChartRequest { ChartId = Unknown }, deadline: DateTime.UtcNow.AddSeconds(30)).ResponseAsync);

        Assert.Equal((StatusCode.Unauthenticated, "ERROR_REASON_NOT_SIGNED_IN"), (status, reason));
    }

    [Fact]
    public async Task Signing_out_disabling_and_changing_roles_take_effect_at_once()
    {
        var clinic = await Clinic.OpenAsync(backend.Service);
        var (first, second, third) = (await clinic.HireAsync(Role.Physician), await clinic.HireAsync(Role.Physician), await clinic.HireAsync(Role.Physician));
        var chart = await clinic.OpenChartAsync(first);
        foreach (var doctor in new[] { first, second, third })
            await doctor.Charts.GetChartAsync(new GetChartRequest { ChartId = chart }, doctor.Call);

        await first.Sessions.SignOutAsync(new SignOutRequest(), first.Call);
        await clinic.Admin.Directory.SetEnabledAsync(new SetEnabledRequest { User = second.User, Enabled = false }, clinic.Admin.Call);
        await clinic.Admin.Directory.SetAssignmentsAsync(new SetAssignmentsRequest { User = third.User }, clinic.Admin.Call);

        await Refused.WithAsync(ErrorReason.NotSignedIn, () => first.Charts.GetChartAsync(new GetChartRequest { ChartId = chart }, first.Call).ResponseAsync);
        await Refused.WithAsync(ErrorReason.NotSignedIn, () => second.Charts.GetChartAsync(new GetChartRequest { ChartId = chart }, second.Call).ResponseAsync);
        await Refused.WithAsync(ErrorReason.NotFound, () => third.Charts.GetChartAsync(new GetChartRequest { ChartId = chart }, third.Call).ResponseAsync);
    }

    [Fact]
    public async Task A_one_time_password_must_be_changed_before_anything_else()
    {
        var clinic = await Clinic.OpenAsync(backend.Service);
        var made = await clinic.Admin.Directory.AddStaffAsync(
            new AddStaffRequest { User = $"new-{Clinic.NewId()}", DisplayName = "New", Assignments = { new Assignment { Site = clinic.Site, Role = Role.Physician } } }, clinic.Admin.Call);
        var user = (await clinic.Admin.Directory.ListAccountsAsync(new ListAccountsRequest(), clinic.Admin.Call)).Accounts.Single(a => a.Id == made.Account).User;
        var person = await Person.SignInAsync(backend.Service, user, made.OneTimePassword);

        await Refused.WithAsync(ErrorReason.PasswordChangeNeeded, () => clinic.OpenChartAsync(person));
        await person.Sessions.ChangePasswordAsync(new ChangePasswordRequest { CurrentPassword = made.OneTimePassword, NewPassword = "a password of one's own" }, person.Call);
        await clinic.OpenChartAsync(await Person.SignInAsync(backend.Service, user, "a password of one's own"));
    }

    [Fact]
    public async Task Wrong_passwords_lock_the_account_and_tell_nothing()
    {
        var clinic = await Clinic.OpenAsync(backend.Service);
        var doctor = await clinic.HireAsync(Role.Physician);
        var unknown = await Refused.ReasonAsync(() => Person.SignInAsync(backend.Service, "nobody-at-all", "wrong"));

        for (var i = 0; i < 5; i++)
            Assert.Equal(unknown, await Refused.ReasonAsync(() => Person.SignInAsync(backend.Service, doctor.User, "wrong")));

        Assert.Equal(unknown, await Refused.ReasonAsync(() => Person.SignInAsync(backend.Service, doctor.User, doctor.Password)));
    }

    private const string Unknown = "00000000-0000-8100-8000-000000000000";

    internal static async Task<List<AccessRecord>> AccessesAsync(Person by, string chart)
    {
        var found = new List<AccessRecord>();
        using var call = by.Audit.ListAccesses(new ListAccessesRequest { ChartId = chart }, by.Call);
        await foreach (var page in call.ResponseStream.ReadAllAsync())
            found.AddRange(page.Accesses);
        return found;
    }

    private static IEnumerable<Func<string, Task>> Calls(Person by) =>
    [
        chart => by.Charts.GetChartAsync(new GetChartRequest { ChartId = chart }, by.Call).ResponseAsync,
        chart => by.Charts.AppendEntriesAsync(Samples.Append(chart, Samples.Note("x")), by.Call).ResponseAsync,
        chart => by.Charts.AmendEntryAsync(new AmendEntryRequest { OperationId = "1", ChartId = chart, EntryId = 2, Content = Samples.Patient("X"), Reason = "x" }, by.Call).ResponseAsync,
        chart => by.Charts.RetractEntryAsync(new RetractEntryRequest { OperationId = "1", ChartId = chart, EntryId = 2, Reason = "x" }, by.Call).ResponseAsync,
        chart => by.Charts.GetEntryHistoryAsync(new GetEntryHistoryRequest { ChartId = chart, EntryId = 2 }, by.Call).ResponseAsync,
        chart => by.Charts.VerifyChartAsync(new VerifyChartRequest { ChartId = chart }, by.Call).ResponseAsync,
        chart => ChartTests.ListAsync(by, chart, EntryKind.Demographics),
        chart => AccessesAsync(by, chart),
        async chart =>
        {
            using var call = by.Charts.ExportChart(new ExportChartRequest { ChartId = chart }, by.Call);
            await foreach (var _ in call.ResponseStream.ReadAllAsync())
            {
            }
        },
    ];
}
