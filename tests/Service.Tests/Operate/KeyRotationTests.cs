using System.Security.Cryptography;
using Grpc.Core;
using MedRecords.Service.Tests.Charts;
using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Operate;

public sealed class KeyRotationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string RingFile => Path.Combine(_folder.Path, "keys", "master.key");

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_new_master_key_replaces_the_old_while_people_write(string kind)
    {
        var database = kind == "sqlite" ? kind : await OnPostgreSql.NewDatabaseAsync();
        var (newLine, chart, user, password) = (NewLine(), string.Empty, string.Empty, string.Empty);
        await using (var service = await ServiceProcess.StartAsync(_folder.Path, database))
        {
            var clinic = await Clinic.OpenAsync(service);
            var doctor = await clinic.HireAsync(Role.Physician);
            (user, password) = (doctor.User, doctor.Password);
            var traffic = await Traffic.StartAsync(clinic, doctor, writers: 4);
            var oldLine = await File.ReadAllTextAsync(RingFile);

            await File.WriteAllTextAsync(RingFile, newLine + oldLine);
            service.Signal("HUP");
            await service.LogsAsync("The key ring was taken into use");
            chart = await clinic.OpenChartAsync(doctor);
            var before = await ListAsync(clinic.Admin);
            var done = await RewrapAsync(clinic.Admin);
            var after = await ListAsync(clinic.Admin);
            await traffic.EachIsAsync(refused: false);

            Assert.Equal((1, 2), (before[0].Place, before[1].Place));
            Assert.Equal(1, before[0].Keys);
            Assert.Equal((before[1].Keys, 0L, true), (done.Rewrapped, done.Unopened, done.Finished));
            Assert.Equal((before.Sum(use => use.Keys), 0L), (after[0].Keys, after[1].Keys));
            await File.WriteAllTextAsync(RingFile, newLine);
            Assert.Equal(after[0], Assert.Single(await ListAsync(clinic.Admin)));
            Assert.Empty(traffic.Refusals);
            foreach (var (written, texts) in await traffic.EndAsync())
                Assert.Equal(texts, (await ChartTests.ListAsync(doctor, written, EntryKind.Note)).Select(entry => entry.Content.Note.Text));
            await service.StopAsync();
        }

        await using var second = await ServiceProcess.StartAsync(_folder.Path, database);
        var again = await Person.SignInAsync(second, user, password);
        Assert.Equal(2, (await again.Charts.GetChartAsync(new GetChartRequest { ChartId = chart }, again.Call)).Version);
    }

    [Fact]
    public async Task A_ring_that_lacks_a_key_in_use_is_refused_and_service_goes_on_with_the_one_before()
    {
        await using var service = await ServiceProcess.StartAsync(_folder.Path);
        var clinic = await Clinic.OpenAsync(service);
        var oldLine = await File.ReadAllTextAsync(RingFile);

        await File.WriteAllTextAsync(RingFile, NewLine());
        service.Signal("HUP");
        await service.LogsAsync("is not taken into use");
        var list = await clinic.Admin.Operations.ListMasterKeysAsync(new ListMasterKeysRequest(), clinic.Admin.Call);
        var rewrap = await RewrapAsync(clinic.Admin);

        Assert.Contains("lacks master key", list.Problem, StringComparison.Ordinal);
        Assert.Contains("lacks master key", rewrap.Problem, StringComparison.Ordinal);
        Assert.Equal((0L, false), (rewrap.Rewrapped, rewrap.Finished));
        await clinic.OpenChartAsync(await clinic.HireAsync(Role.Physician));
        Assert.DoesNotContain(oldLine.Split('\n')[1], service.Errors + list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_with_a_ring_that_lacks_a_key_in_use_is_one_clear_line()
    {
        var newLine = NewLine();
        await using (var first = await ServiceProcess.StartAsync(_folder.Path))
        {
            var clinic = await Clinic.OpenAsync(first);
            await File.WriteAllTextAsync(RingFile, newLine + await File.ReadAllTextAsync(RingFile));
            await RewrapAsync(clinic.Admin);
            // Under the new key alone, but for what is made after the order of the lines was changed back.
            await File.WriteAllTextAsync(RingFile, string.Join('\n', (await File.ReadAllTextAsync(RingFile)).Split('\n').Reverse()));
            await ListAsync(clinic.Admin);
            await clinic.HireAsync(Role.Nurse);
            await first.StopAsync();
        }

        await File.WriteAllTextAsync(RingFile, newLine);
        var (exitCode, _, errors) = await ServiceProcess.RunAsync("--data", _folder.Path, "--listen", "127.0.0.1:0");

        Assert.Equal(1, exitCode);
        Assert.Contains("lacks master key", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silo_that_has_not_heard_of_the_new_key_takes_it_up_where_it_meets_it()
    {
        var database = await OnPostgreSql.NewDatabaseAsync();
        await using var first = await ServiceProcess.StartAsync(_folder.Path, database);
        await using var second = await ServiceProcess.StartAsync(_folder.Path, database);
        var clinic = await Clinic.OpenAsync(first);
        var doctor = await clinic.HireAsync(Role.Physician);
        var old = await clinic.OpenChartAsync(doctor);

        await File.WriteAllTextAsync(RingFile, NewLine() + await File.ReadAllTextAsync(RingFile));
        first.Signal("HUP");
        await first.LogsAsync("The key ring was taken into use");
        var made = await clinic.OpenChartAsync(doctor);
        await Task.WhenAll(RewrapAsync(clinic.Admin), RewrapAsync(clinic.Admin.At(second)));

        var there = doctor.At(second);
        foreach (var chart in new[] { old, made })
            await there.Charts.AppendEntriesAsync(Samples.Append(chart, Samples.Note("there")), there.Call);
        Assert.Equal(0, (await ListAsync(clinic.Admin))[1].Keys);
    }

    [Fact]
    public async Task Keys_are_for_administrators_only()
    {
        await using var service = await ServiceProcess.StartAsync(_folder.Path);
        var clinic = await Clinic.OpenAsync(service);
        var doctor = await clinic.HireAsync(Role.Physician);

        await Refused.WithAsync(ErrorReason.NotPermitted, () => doctor.Operations.ListMasterKeysAsync(new ListMasterKeysRequest(), doctor.Call).ResponseAsync);
        await Refused.WithAsync(ErrorReason.NotPermitted, () => RewrapAsync(doctor));
    }

    public void Dispose() => _folder.Dispose();

    private static string NewLine() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) + "\n";

    private static async Task<IReadOnlyList<MasterKeyUse>> ListAsync(Person admin)
    {
        var list = await admin.Operations.ListMasterKeysAsync(new ListMasterKeysRequest(), admin.Call);
        Assert.Equal(string.Empty, list.Problem);
        return list.MasterKeys;
    }

    private static async Task<RewrapKeysResponse> RewrapAsync(Person admin)
    {
        using var call = admin.Operations.RewrapKeys(new RewrapKeysRequest(), admin.Call);
        return await call.ResponseStream.ReadAllAsync().LastAsync();
    }
}
