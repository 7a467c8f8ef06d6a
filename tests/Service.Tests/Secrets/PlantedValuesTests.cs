using Google.Protobuf;
using Grpc.Core;
using MedRecords.Service.Tests.Import;
using MedRecords.Service.Tests.Support;
using MedRecords.Testing;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Secrets;

/// <summary>What a patient is or said is nowhere in the clear: not in logs at any level, not in refusals, not on any disk.</summary>
public sealed class PlantedValuesTests
{
    /// <summary>As loud as an operator can make it: every category that there is a rule for by itself.</summary>
    private static readonly Dictionary<string, string> Loudest = new[] { "Default", "MedRecords", "Microsoft", "Microsoft.AspNetCore.Hosting.Diagnostics", "Grpc", "Orleans", "Orleans.Runtime.Silo", "Orleans.Messaging", "System", "Npgsql" }
        .ToDictionary(category => $"Logging__LogLevel__{category}", _ => "Trace");

    [Theory]
    [InlineData("sqlite", "")]
    [InlineData("postgres", "")]
    [InlineData("sqlite", "Trace")]
    [InlineData("postgres", "Trace")]
    public async Task Are_in_no_log_no_refusal_and_no_file(string kind, string level)
    {
        using var folder = new TemporaryFolder();
        await using var server = kind == "sqlite" ? null : await PostgresServer.StartAsync(new Dictionary<string, string> { ["log_statement"] = "all" });
        var database = server is null ? kind : $"postgres://medrecords@127.0.0.1:{server.Port}/postgres";
        var variables = new Dictionary<string, string>(level.Length > 0 ? Loudest : []) { ["TMPDIR"] = folder.Path };
        await using var service = await ServiceProcess.StartAsync(folder.Path, database, variables);
        var clinic = await Clinic.OpenAsync(service);
        var (doctor, office) = (await clinic.HireAsync(Role.Physician), await clinic.HireAsync(Role.RecordsOffice));

        var chart = await LiveAsync(clinic, doctor, office);
        var refusals = await TryEverythingAsync(clinic, doctor, chart);
        await BackUpAsync(await Person.SignInAsync(service, "admin", ServiceProcess.AdminPassword), Path.Combine(folder.Path, "backup"));

        Assert.True(refusals.Count > RawCalls.Methods.Count, $"Only {refusals.Count} calls were refused.");
        foreach (var (method, said) in refusals)
            Assert.True(!Canary.In(said).Any(), $"{method} says: {said}");
        await service.StopAsync();
        Assert.Equal(level.Length > 0, service.Errors.Contains("\"Trace\"", StringComparison.Ordinal));
        Assert.True(!Canary.In(service.Errors + service.Output).Any(), $"The log says: {Around(service.Errors + service.Output)}");
        Assert.Empty(Canary.InFiles(folder.Path));
        if (server is not null)
        {
            var found = Canary.InFiles(Path.GetDirectoryName(server.DataFolder)!);
            Assert.True(found.Count == 0, $"Found in {string.Join(", ", found)}.");
        }
    }

    [Fact]
    public void Would_be_found_where_they_are()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "clear"), $"...{Canary.Note}...");
        File.WriteAllText(Path.Combine(folder.Path, "wide"), Canary.Name, System.Text.Encoding.Unicode);
        File.WriteAllText(Path.Combine(folder.Path, "other"), "nothing");

        Assert.Equal(2, Canary.InFiles(folder.Path).Count);
        Assert.NotEmpty(Canary.In($"The number {Canary.SocialSecurityNumber} is wrong."));
    }

    /// <summary>What people do, with success: enough for a snapshot too.</summary>
    private static async Task<string> LiveAsync(Clinic clinic, Person doctor, Person office)
    {
        var demographics = Samples.Patient(Canary.Name);
        demographics.Demographics.SocialSecurityNumber = Canary.SocialSecurityNumber;
        demographics.Demographics.Addresses.Add(new Address { Line = { Canary.Street }, City = Canary.Name });
        var chart = (await office.Charts.OpenChartAsync(new OpenChartRequest { OperationId = "zqxkvw-1", Site = clinic.Site, Demographics = demographics }, office.Call)).ChartId;
        for (var i = 0; i < 3; i++)
            await doctor.Charts.AppendEntriesAsync(Samples.Append(chart, [.. Enumerable.Range(0, 100).Select(_ => Samples.Note(Canary.Note))]), doctor.Call);
        await doctor.Charts.AmendEntryAsync(new AmendEntryRequest { OperationId = Clinic.NewId(), ChartId = chart, EntryId = 3, Content = Samples.Note(Canary.Note + "!"), Reason = Canary.Note }, doctor.Call);
        await doctor.Charts.RetractEntryAsync(new RetractEntryRequest { OperationId = Clinic.NewId(), ChartId = chart, EntryId = 4, Reason = Canary.Note }, doctor.Call);
        Assert.NotEmpty((await doctor.Patients.SearchAsync(new SearchRequest { Name = Canary.Name }, doctor.Call)).Matches);
        var bundle = $$$"""{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"zqxkvw","name":[{"family":"{{{Canary.Name}}}"}]}}]}""";
        var imported = await ImportTests.ImportAsync(office, clinic.Site, System.Text.Encoding.UTF8.GetBytes(bundle));
        await ImportTests.ExportAsync(office, imported.ChartId);
        foreach (var broken in new[] { bundle[..^3], bundle.Replace("\"family\"", "\"family\":zqxkvw,\"x\"", StringComparison.Ordinal), bundle.Replace("Patient", "Zqxkvw", StringComparison.Ordinal) })
            await Refused.WithAsync(ErrorReason.BrokenBundle, () => ImportTests.ImportAsync(office, clinic.Site, System.Text.Encoding.UTF8.GetBytes(broken)));
        return chart;
    }

    /// <summary>Every method with the values in every field: by strangers, by those who may not, and with what is valid beside them.</summary>
    private static async Task<List<(string Method, string Said)>> TryEverythingAsync(Clinic clinic, Person doctor, string chart)
    {
        var valid = new Dictionary<string, string> { ["chart_id"] = chart, ["site"] = clinic.Site, ["operation_id"] = Clinic.NewId() };
        var refusals = new List<(string, string)>();
        // Signing out works, so it comes last.
        foreach (var method in RawCalls.Methods.OrderBy(method => method.Name == nameof(V1.Sessions.SessionsClient.SignOut)))
        {
            foreach (var text in new[] { Canary.Note, Canary.WeirdId, new string('z', 70_000) + Canary.Name })
            {
                foreach (var given in new[] { [], valid })
                {
                    foreach (var options in new[] { doctor.Call, clinic.Admin.Call, default, doctor.Call.WithDeadline(DateTime.MaxValue) })
                    {
                        var said = await RawCalls.SayAsync(clinic.Service, method, RawCalls.Fill(method.InputType, text, given).ToByteArray(), Within(options));
                        if (said.Length > 0)
                            refusals.Add((method.FullName, said));
                    }
                }
            }

            refusals.Add((method.FullName, await RawCalls.SayAsync(clinic.Service, method, System.Text.Encoding.UTF8.GetBytes(Canary.Note), Within(doctor.Call))));
        }

        return refusals;
    }

    /// <summary>A watch has no end of its own: here all calls end by being given up.</summary>
    private static CallOptions Within(CallOptions options) => options.WithCancellationToken(new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token);

    private static async Task BackUpAsync(Person admin, string path)
    {
        await using var file = File.Create(path);
        using var call = admin.Operations.Backup(new BackupRequest(), admin.Call);
        await foreach (var piece in call.ResponseStream.ReadAllAsync())
            piece.Chunk.WriteTo(file);
        Assert.True(file.Length > 10_000, "The backup is empty.");
    }

    private static string Around(string text)
    {
        if (Canary.In(text).FirstOrDefault() is not { } word)
            return "nothing";
        var at = text.IndexOf(word, StringComparison.Ordinal);
        return text[Math.Max(0, at - 500)..Math.Min(text.Length, at + 200)];
    }
}
