using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using MedRecords.Battery.Rows.Security.Denials;
using MedRecords.Battery.Setup;
using MedRecords.V1;
using DirectoryClient = MedRecords.V1.Directory.DirectoryClient;

namespace MedRecords.Battery.Rows.Security.Canaries;

/// <summary>What people do at a clinic, with canaries wherever they say something.</summary>
internal sealed class CanaryLife(GrpcChannel channel)
{
    // More than the versions after which a snapshot is written.
    private const int Notes = 300;
    private const int NotesAtOnce = 100;

    // More than an import keeps in memory.
    private const int BundleResources = 120_000;
    private const int ChunkBytes = 512 * 1024;

    private readonly Charts.ChartsClient _charts = new(channel);

    /// <summary>A bundle with canaries, as JSON.</summary>
    public static string Bundle(int resources)
    {
        var bundle = new StringBuilder("""{"resourceType":"Bundle","type":"collection","entry":[""");
        bundle.Append($$$$"""{"resource":{"resourceType":"Patient","id":"p","identifier":[{"system":"http://hl7.org/fhir/sid/us-ssn","value":"{{{{Canary.SocialSecurityNumber}}}}"}],"name":[{"family":"{{{{Canary.Name}}}}"}],"address":[{"line":["{{{{Canary.Street}}}}"]}]}}""");
        for (var i = 1; i < resources; i++)
            bundle.Append($$$$""",{"resource":{"resourceType":"Condition","id":"c{{{{i}}}}","subject":{"reference":"Patient/p"},"code":{"text":"{{{{Canary.Text}}}} {{{{i}}}}"}}}""");
        return bundle.Append("]}").ToString();
    }

    /// <summary>Lives it.</summary>
    /// <param name="backup">Where a backup goes.</param>
    /// <param name="look">Called while an import is under way.</param>
    public async Task LiveAsync(string backup, Func<Task> look)
    {
        var institution = await Institution.FoundAsync(channel);
        var doctor = await institution.HireAsync("doctor", Staff.Site, Role.Physician);
        var office = await institution.HireAsync("office", Staff.Site, Role.RecordsOffice);
        await UsePasswordsAsync(institution);
        var chart = await RecordAsync(office, doctor);
        await RelateAsync(chart, doctor);
        await AskAsync(chart, doctor);
        await ImportAsync(office, Bundle(Notes), look: null);
        await ImportAsync(office, Bundle(BundleResources), look);
        await using var file = File.Create(backup);
        using var call = new Operations.OperationsClient(channel).Backup(new BackupRequest(), institution.Administrator.Call);
        await foreach (var piece in call.ResponseStream.ReadAllAsync())
            piece.Chunk.WriteTo(file);
    }

    private async Task UsePasswordsAsync(Institution institution)
    {
        var request = Staff.ToAdd("secretive", Role.Nurse);
        request.Password = Canary.Password;
        request.DisplayName = Canary.Name;
        await new DirectoryClient(channel).AddStaffAsync(request, institution.Administrator.Call);
        var sessions = new Sessions.SessionsClient(channel);
        await sessions.SignInAsync(new SignInRequest { User = "secretive", Password = Canary.Password }, deadline: DateTime.UtcNow.AddMinutes(1));
        await RefusedAsync(sessions.SignInAsync(new SignInRequest { User = "doctor", Password = Canary.Password }, deadline: DateTime.UtcNow.AddMinutes(1)).ResponseAsync);
        await RefusedAsync(sessions.SignInAsync(new SignInRequest { User = Canary.Password, Password = Canary.Text }, deadline: DateTime.UtcNow.AddMinutes(1)).ResponseAsync);
    }

    private async Task<string> RecordAsync(Person office, Person doctor)
    {
        var demographics = new EntryContent
        {
            Demographics = new Demographics
            {
                Names = { new HumanName { Family = Canary.Name } },
                SocialSecurityNumber = Canary.SocialSecurityNumber,
                Addresses = { new Address { Line = { Canary.Street } } },
                BirthDate = "1970-01-01",
            },
        };
        var chart = (await _charts.OpenChartAsync(new OpenChartRequest { OperationId = "canary", Site = Staff.Site, Demographics = demographics }, office.Call)).ChartId;
        for (var sent = 0; sent < Notes; sent += NotesAtOnce)
        {
            var append = new AppendEntriesRequest { OperationId = $"canary-{sent}", ChartId = chart };
            append.Entries.Add(Enumerable.Range(0, NotesAtOnce).Select(_ => new EntryContent { Note = new Note { Text = Canary.Text } }));
            await _charts.AppendEntriesAsync(append, doctor.Call);
        }

        var amended = new EntryContent { Note = new Note { Text = Canary.Text + "!" } };
        await _charts.AmendEntryAsync(new AmendEntryRequest { OperationId = "amend", ChartId = chart, EntryId = 3, Content = amended, Reason = Canary.Text }, doctor.Call);
        await _charts.RetractEntryAsync(new RetractEntryRequest { OperationId = "retract", ChartId = chart, EntryId = 4, Reason = Canary.Text }, doctor.Call);
        return chart;
    }

    private async Task RelateAsync(string chart, Person doctor)
    {
        var grant = new Grant { Kind = GrantKind.Referral, Site = Institution.Elsewhere, Reason = Canary.Text };
        await new Access.AccessClient(channel).GrantAsync(new GrantRequest { OperationId = "grant", ChartId = chart, Grant = grant }, doctor.Call);
        await new Access.AccessClient(channel).StartEmergencyAccessAsync(new StartEmergencyAccessRequest { OperationId = "emergency", ChartId = chart, Reason = Canary.Text }, doctor.Call);
    }

    private async Task AskAsync(string chart, Person doctor)
    {
        var patients = new Patients.PatientsClient(channel);
        foreach (var request in new[] { new SearchRequest { Name = Canary.Name }, new SearchRequest { Identifier = Canary.SocialSecurityNumber }, new SearchRequest { Name = Canary.Text, BirthDate = "1970-01-01" } })
            await patients.SearchAsync(request, doctor.Call);
        await RefusedAsync(patients.SearchAsync(new SearchRequest { Name = Canary.Name, BirthDate = Canary.Text }, doctor.Call).ResponseAsync);
        await RefusedAsync(_charts.GetChartAsync(new GetChartRequest { ChartId = Canary.Text }, doctor.Call).ResponseAsync);
        await _charts.GetChartAsync(new GetChartRequest { ChartId = chart, Latest = 200 }, doctor.Call);
    }

    private async Task ImportAsync(Person office, string bundle, Func<Task>? look)
    {
        using var call = _charts.ImportBundle(office.Call);
        // The site is for the first message only.
        foreach (var (number, chunk) in Encoding.UTF8.GetBytes(bundle).Chunk(ChunkBytes).Index())
            await call.RequestStream.WriteAsync(new ImportBundleRequest { Site = number == 0 ? Staff.Site : string.Empty, Chunk = ByteString.CopyFrom(chunk) });
        if (look is not null)
        {
            // The import is never finished: its client is gone.
            await look();
            return;
        }

        await call.RequestStream.CompleteAsync();
        await call.ResponseAsync;
    }

    private static async Task RefusedAsync(Task call)
    {
        try
        {
            await call;
        }
        catch (RpcException)
        {
            return;
        }

        throw new InvalidOperationException("What should have been refused was carried out.");
    }
}
