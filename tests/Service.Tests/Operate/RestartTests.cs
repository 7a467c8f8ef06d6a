using Grpc.Core;
using MedRecords.Service.Tests.Charts;
using MedRecords.Service.Tests.Import;
using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Operate;

public sealed class RestartTests
{
    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Everything_acknowledged_is_there_after_a_kill_during_an_import(string kind)
    {
        using var folder = new TemporaryFolder();
        var database = kind == "sqlite" ? kind : await OnPostgreSql.NewDatabaseAsync();
        var bundle = Large();
        // Back at its old address: so it takes its own place in the cluster.
        string[] ports = ["--silo-port", FreePort(), "--gateway-port", FreePort()];
        string site, user, password;
        await using (var first = await ServiceProcess.StartAsync(folder.Path, database, ports))
        {
            var clinic = await Clinic.OpenAsync(first);
            var office = await clinic.HireAsync(Role.RecordsOffice);
            (site, user, password) = (clinic.Site, office.User, office.Password);
            using var watch = office.Feed.Watch(new WatchRequest { FromStart = true }, office.Call);
            var import = ImportTests.ImportAsync(office, site, bundle);
            // The import is under way once some of it is told of.
            while (await watch.ResponseStream.MoveNext(CancellationToken.None) && watch.ResponseStream.Current.Change is null)
            {
            }

            first.Kill();
            await Record.ExceptionAsync(() => import);
        }

        await using var second = await ServiceProcess.StartAsync(folder.Path, database, ports);
        var again = await Person.SignInAsync(second, user, password);
        var done = await ImportTests.ImportAsync(again, site, bundle);

        Assert.Equal(done.Resources, done.Stored + done.Unchanged);
        Assert.True(done.Unchanged > 0);
        Assert.Equal(Bundles.Normal(bundle), Bundles.Normal(await ImportTests.ExportAsync(again, done.ChartId)));
        Assert.Equal(done.Resources, (await ChartTests.ListAsync(again, done.ChartId, EntryKind.Condition)).Count + 1);
    }

    [Fact]
    public async Task A_graceful_stop_and_a_start_keep_charts_and_sessions()
    {
        using var folder = new TemporaryFolder();
        string chart, token, user, password;
        await using (var first = await ServiceProcess.StartAsync(folder.Path))
        {
            var clinic = await Clinic.OpenAsync(first);
            var doctor = await clinic.HireAsync(Role.Physician);
            chart = await clinic.OpenChartAsync(doctor);
            // Enough for a snapshot and some events after it.
            for (var i = 0; i < 3; i++)
                await doctor.Charts.AppendEntriesAsync(Samples.Append(chart, [.. Enumerable.Range(0, 200).Select(n => Samples.Note($"{i}-{n}"))]), doctor.Call);
            (token, user, password) = (doctor.Token, doctor.User, doctor.Password);
            await first.StopAsync();
            Assert.Contains("Stopped.", first.Output, StringComparison.Ordinal);
        }

        await using var second = await ServiceProcess.StartAsync(folder.Path);
        var again = new Person(second, token, user, password);
        var read = await again.Charts.GetChartAsync(new GetChartRequest { ChartId = chart, Latest = 200 }, again.Call);
        Assert.Equal((602, 200), (read.Version, read.Latest.Count));
        Assert.Equal(600, (await ChartTests.ListAsync(again, chart, EntryKind.Note)).Count);
        Assert.True((await again.Charts.VerifyChartAsync(new VerifyChartRequest { ChartId = chart }, again.Call)).Intact);
    }

    [Fact]
    public async Task A_backup_of_one_backend_is_restored_on_the_other()
    {
        using var folder = new TemporaryFolder();
        var backup = Path.Combine(folder.Path, "backup");
        string chart, user, password;
        await using (var first = await ServiceProcess.StartAsync(folder.Path))
        {
            var clinic = await Clinic.OpenAsync(first);
            var office = await clinic.HireAsync(Role.RecordsOffice);
            (user, password) = (office.User, office.Password);
            chart = (await ImportTests.ImportAsync(office, clinic.Site, Large())).ChartId;
            await using var file = File.Create(backup);
            using var call = clinic.Admin.Operations.Backup(new BackupRequest(), clinic.Admin.Call);
            await foreach (var piece in call.ResponseStream.ReadAllAsync())
                piece.Chunk.WriteTo(file);
        }

        var database = await OnPostgreSql.NewDatabaseAsync();
        var (exitCode, output, errors) = await ServiceProcess.RunAsync("restore", backup, "--data", folder.Path, "--database", database);
        Assert.True(exitCode == 0, output + errors);
        Assert.Contains("every chain holds", output, StringComparison.Ordinal);
        await using var second = await ServiceProcess.StartAsync(folder.Path, database);
        var again = await Person.SignInAsync(second, user, password);
        Assert.Equal(Bundles.Normal(Large()), Bundles.Normal(await ImportTests.ExportAsync(again, chart)));
        var admin = await Person.SignInAsync(second, "admin", ServiceProcess.AdminPassword);
        using var check = admin.Operations.VerifyJournal(new VerifyJournalRequest(), admin.Call);
        VerifyJournalResponse? last = null;
        await foreach (var progress in check.ResponseStream.ReadAllAsync())
            last = progress;
        Assert.True(last!.Finished);
        Assert.Equal(string.Empty, last.Finding);
    }

    private static string FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static byte[] Large()
    {
        var entries = string.Join(',', Enumerable.Range(0, 3000).Select(i =>
            $$$"""{"fullUrl":"urn:uuid:00000000-0000-4000-8000-{{{i:D12}}}","resource":{"resourceType":"Condition","id":"c{{{i}}}","subject":{"reference":"urn:uuid:0000000a-0000-4000-8000-000000000000"}},"request":{"method":"POST","url":"Condition"}}"""));
        return System.Text.Encoding.UTF8.GetBytes(
            $$$"""{"resourceType":"Bundle","type":"transaction","entry":[{"fullUrl":"urn:uuid:0000000a-0000-4000-8000-000000000000","resource":{"resourceType":"Patient","id":"p1","name":[{"family":"Large"}]},"request":{"method":"POST","url":"Patient"}},{{{entries}}}]}""");
    }
}
