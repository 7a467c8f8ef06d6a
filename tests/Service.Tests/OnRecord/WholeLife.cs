using Grpc.Core;
using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.OnRecord;

/// <summary>A service from its first start to its end, in which everything happens once that has to be on record.</summary>
public sealed class WholeLife : IAsyncLifetime
{
    private const string OwnPassword = "a password of one's own";

    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _restored = new();

    /// <summary>When it began.</summary>
    public DateTimeOffset BeganAt { get; } = DateTimeOffset.UtcNow;

    /// <summary>All that the service has on record, in order.</summary>
    public IReadOnlyList<AccessRecord> Records { get; private set; } = [];

    /// <summary>All that the service restored from its backup has on record, in order.</summary>
    public IReadOnlyList<AccessRecord> Restored { get; private set; } = [];

    /// <summary>The chart.</summary>
    public string Chart { get; private set; } = string.Empty;

    /// <summary>Account of somebody whose roles, password and account were changed.</summary>
    public string Managed { get; private set; } = string.Empty;

    public async Task InitializeAsync()
    {
        var backup = Path.Combine(_folder.Path, "backup");
        await using (var service = await ServiceProcess.StartAsync(_folder.Path, "sqlite", "--name", "north-1", "--site", "north"))
        {
            var clinic = await Clinic.OpenAsync(service);
            await TreatAsync(clinic);
            await ManageAsync(clinic);
            await OperateAsync(clinic.Admin, backup);
            await clinic.Admin.Cluster.DrainSiloAsync(new DrainSiloRequest { Name = "north-1" }, clinic.Admin.Call);
            Assert.Equal(0, await service.ExitAsync());
        }

        await RestoreAsync(backup);
        await Trail.DamageAsync(_folder.Path, Chart);
        await using (var service = await ServiceProcess.StartAsync(_folder.Path, "sqlite", "--name", "north-2", "--site", "north"))
        {
            var admin = await Person.SignInAsync(service, "admin", ServiceProcess.AdminPassword);
            Assert.NotEmpty(await VerifyAsync(admin));
            await service.StopAsync();
        }

        Records = await Trail.ReadAsync(_folder.Path);
    }

    public Task DisposeAsync()
    {
        _folder.Dispose();
        _restored.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Search, a denial, an emergency.</summary>
    private async Task TreatAsync(Clinic clinic)
    {
        var doctor = await clinic.HireAsync(Role.Physician);
        Chart = await clinic.OpenChartAsync(doctor, "Sought");
        Assert.Single((await doctor.Patients.SearchAsync(new SearchRequest { Name = "Sought" }, doctor.Call)).Matches);
        Assert.Empty((await doctor.Patients.SearchAsync(new SearchRequest { Name = "Nobody" }, doctor.Call)).Matches);
        // Enough for a backup that is still under way when its caller leaves.
        var bytes = new byte[60_000];
        for (var i = 0; i < 40; i++)
        {
            Random.Shared.NextBytes(bytes);
            await doctor.Charts.AppendEntriesAsync(Samples.Append(Chart, Samples.Note(Convert.ToBase64String(bytes))), doctor.Call);
        }

        var stranger = await clinic.HireAsync(Role.Physician, await clinic.AddSiteAsync($"{clinic.Site}-b"));
        await Refused.WithAsync(ErrorReason.NotFound, () => stranger.Charts.GetChartAsync(new GetChartRequest { ChartId = Chart }, stranger.Call).ResponseAsync);
        await stranger.Access.StartEmergencyAccessAsync(
            new StartEmergencyAccessRequest { OperationId = Clinic.NewId(), ChartId = Chart, Reason = "unconscious" }, stranger.Call);
        await stranger.Charts.GetChartAsync(new GetChartRequest { ChartId = Chart }, stranger.Call);
        await Refused.WithAsync(ErrorReason.NotPermitted, () => stranger.Directory.ListAccountsAsync(new ListAccountsRequest(), stranger.Call).ResponseAsync);
        await Refused.WithAsync(ErrorReason.NotPermitted, () => stranger.Patients.SearchAsync(new SearchRequest { Name = "Sought" }, clinic.Admin.Call).ResponseAsync);
        await stranger.Sessions.SignOutAsync(new SignOutRequest(), stranger.Call);
    }

    /// <summary>An account from its making until it is disabled.</summary>
    private async Task ManageAsync(Clinic clinic)
    {
        var (admin, user) = (clinic.Admin, $"new-{Clinic.NewId()}");
        var made = await admin.Directory.AddStaffAsync(
            new AddStaffRequest { User = user, DisplayName = "Somebody New", Assignments = { new Assignment { Site = clinic.Site, Role = Role.Nurse } } }, admin.Call);
        Managed = made.Account;
        await Refused.WithAsync(ErrorReason.SignInFailed, () => Person.SignInAsync(clinic.Service, user, "another password"));
        await Refused.WithAsync(ErrorReason.SignInFailed, () => Person.SignInAsync(clinic.Service, "nobody-at-all", "another password"));
        var person = await Person.SignInAsync(clinic.Service, user, made.OneTimePassword);
        await Refused.WithAsync(ErrorReason.SignInFailed, () => ChangePasswordAsync(person, "another password", OwnPassword));
        await ChangePasswordAsync(person, made.OneTimePassword, OwnPassword);
        person = await Person.SignInAsync(clinic.Service, user, OwnPassword);
        await person.Sessions.SignOutAsync(new SignOutRequest { Everywhere = true }, person.Call);
        await admin.Directory.SetAssignmentsAsync(new SetAssignmentsRequest { User = user, Assignments = { new Assignment { Site = clinic.Site, Role = Role.Coder } } }, admin.Call);
        await admin.Directory.ResetPasswordAsync(new ResetPasswordRequest { User = user }, admin.Call);
        await admin.Directory.SetEnabledAsync(new SetEnabledRequest { User = user, Enabled = false }, admin.Call);
        await admin.Directory.SetEnabledAsync(new SetEnabledRequest { User = user, Enabled = true }, admin.Call);
    }

    /// <summary>A check, keys wrapped anew, a backup, and one that its caller breaks off.</summary>
    private static async Task OperateAsync(Person admin, string backup)
    {
        Assert.Empty(await VerifyAsync(admin));
        using (var rewrap = admin.Operations.RewrapKeys(new RewrapKeysRequest(), admin.Call))
        {
            await foreach (var _ in rewrap.ResponseStream.ReadAllAsync())
            {
            }
        }

        using (var broken = admin.Operations.Backup(new BackupRequest(), admin.Call))
            Assert.True(await broken.ResponseStream.MoveNext(CancellationToken.None));

        await using var file = File.Create(backup);
        using var whole = admin.Operations.Backup(new BackupRequest(), admin.Call);
        await foreach (var piece in whole.ResponseStream.ReadAllAsync())
            piece.Chunk.WriteTo(file);
    }

    private async Task RestoreAsync(string backup)
    {
        System.IO.Directory.CreateDirectory(Path.Combine(_restored.Path, "keys"));
        File.Copy(Path.Combine(_folder.Path, "keys", "master.key"), Path.Combine(_restored.Path, "keys", "master.key"));
        var (exitCode, output, errors) = await ServiceProcess.RunAsync("restore", backup, "--data", _restored.Path);
        Assert.True(exitCode == 0, output + errors);
        Restored = await Trail.ReadAsync(_restored.Path);
    }

    /// <summary>What a check of the whole journal finds.</summary>
    private static async Task<string> VerifyAsync(Person admin)
    {
        var finding = string.Empty;
        using var check = admin.Operations.VerifyJournal(new VerifyJournalRequest(), admin.Call);
        await foreach (var progress in check.ResponseStream.ReadAllAsync())
            finding = progress.Finding;
        return finding;
    }

    private static Task ChangePasswordAsync(Person person, string current, string next) =>
        person.Sessions.ChangePasswordAsync(new ChangePasswordRequest { CurrentPassword = current, NewPassword = next }, person.Call).ResponseAsync;
}
