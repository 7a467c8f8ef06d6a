using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Access;

/// <summary>A chart at one site, who keeps it, and people who have nothing to do with it yet.</summary>
internal sealed class Situation
{
    private const string Password = "a password of the patient";

    private readonly Clinic _clinic;

    private Situation(Clinic clinic, Person doctor, Person office, string chart) => (_clinic, Doctor, Office, Chart) = (clinic, doctor, office, chart);

    /// <summary>Treats the patient.</summary>
    public Person Doctor { get; }

    /// <summary>Keeps the records of the treating site.</summary>
    public Person Office { get; }

    /// <summary>The chart, with the demographics as entry 2.</summary>
    public string Chart { get; }

    public static async Task<Situation> MakeAsync(ServiceProcess service)
    {
        var clinic = await Clinic.OpenAsync(service);
        var (doctor, office) = (await clinic.HireAsync(Role.Physician), await clinic.HireAsync(Role.RecordsOffice));
        return new Situation(clinic, doctor, office, await clinic.OpenChartAsync(doctor));
    }

    /// <summary>Somebody of the treating site.</summary>
    public Task<Person> HireAsync(Role role) => _clinic.HireAsync(role);

    /// <summary>Somebody of another site, which does not treat the patient.</summary>
    public async Task<Person> HireElsewhereAsync(Role role) => await _clinic.HireAsync(role, await _clinic.AddSiteAsync($"{_clinic.Site}-{Guid.NewGuid():N}"[..30]));

    /// <summary>Somebody with an account as patients have it: the patient, or with no chart of their own.</summary>
    public async Task<Person> RegisterAsync(bool isThePatient = false)
    {
        var user = $"person-{Clinic.NewId()}";
        await _clinic.Admin.Directory.AddPatientAccountAsync(
            new AddPatientAccountRequest { User = user, Password = Password, KeepPassword = true, ChartId = isThePatient ? Chart : string.Empty }, _clinic.Admin.Call);
        return await Person.SignInAsync(_clinic.Service, user, Password);
    }

    /// <summary>A program of the treating site.</summary>
    public async Task<Person> EmployAsync()
    {
        var user = $"program-{Clinic.NewId()}";
        var assignment = new Assignment { Site = _clinic.Site, Role = Role.Application };
        await _clinic.Admin.Directory.AddApplicationAsync(
            new AddApplicationRequest { User = user, DisplayName = "A program", Password = Password, Assignments = { assignment } }, _clinic.Admin.Call);
        return await Person.SignInAsync(_clinic.Service, user, Password);
    }

    /// <summary>Disables somebody's account.</summary>
    public Task DismissAsync(Person person) =>
        _clinic.Admin.Directory.SetEnabledAsync(new SetEnabledRequest { User = person.User, Enabled = false }, _clinic.Admin.Call).ResponseAsync;

    /// <summary>Records a note with labels, and returns its number.</summary>
    public async Task<long> NoteAsync(string text, params Sensitivity[] labels)
    {
        var note = Samples.Note(text);
        note.Sensitivity.Add(labels);
        return (await Doctor.Charts.AppendEntriesAsync(Samples.Append(Chart, note), Doctor.Call)).EntryIds[0];
    }

    /// <summary>Reads the chart.</summary>
    public Task<GetChartResponse> ReadAsync(Person by) => by.Charts.GetChartAsync(new GetChartRequest { ChartId = Chart, Latest = 50 }, by.Call).ResponseAsync;

    /// <summary>Grants somebody access.</summary>
    public async Task<string> GrantAsync(Person to, params EntryKind[] kinds)
    {
        var grant = new Grant { Kind = GrantKind.SecondOpinion, Reason = "a second opinion", Kinds = { kinds } };
        return (await Doctor.Access.GrantAsync(new GrantRequest { OperationId = Clinic.NewId(), ChartId = Chart, User = to.User, Grant = grant }, Doctor.Call)).Id;
    }

    /// <summary>Ends a grant or a proxy.</summary>
    public Task RevokeAsync(Person by, string id) =>
        by.Access.RevokeAsync(new RevokeRequest { OperationId = Clinic.NewId(), ChartId = Chart, Id = id }, by.Call).ResponseAsync;

    /// <summary>The chart must not be there for somebody: whatever they ask is answered as for a chart that there is not.</summary>
    public async Task IsNotThereForAsync(Person person)
    {
        const string Unknown = "00000000-0000-8100-8000-000000000000";
        foreach (var call in new Func<string, Task>[]
                 {
                     chart => person.Charts.GetChartAsync(new GetChartRequest { ChartId = chart }, person.Call).ResponseAsync,
                     chart => person.Charts.GetEntryHistoryAsync(new GetEntryHistoryRequest { ChartId = chart, EntryId = 2 }, person.Call).ResponseAsync,
                     chart => person.Access.ListGrantsAsync(new ListGrantsRequest { ChartId = chart }, person.Call).ResponseAsync,
                     chart => person.Access.ExplainAsync(new ExplainRequest { ChartId = chart, Action = AccessAction.Read }, person.Call).ResponseAsync,
                 })
        {
            var unknown = await Refused.ReasonAsync(() => call(Unknown));
            Assert.Equal("ERROR_REASON_NOT_FOUND", unknown.Reason);
            Assert.Equal(unknown, await Refused.ReasonAsync(() => call(Chart)));
        }
    }
}
