using System.Net;
using System.Net.Sockets;
using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Diagnose;

/// <summary>A machine on which a stand-alone service is to be started.</summary>
public sealed class Machine : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task That_is_sound_is_told_so_and_is_left_as_it_was()
    {
        var data = Path.Combine(_folder.Path, "new");

        var found = await Diagnosis.OfAsync("--data", data, "--backups", Backup(hours: 1));

        Assert.All(found.Findings, finding => Assert.Equal(FindingSeverity.Ok, finding.Severity));
        Assert.Equal(0, found.ExitCode);
        Assert.False(Path.Exists(data));
    }

    [Fact]
    public async Task Whose_key_ring_others_can_read()
    {
        await StartOnceAsync();
        File.SetUnixFileMode(KeyRing, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        (await DiagnoseAsync()).Finds("keys", FindingSeverity.Error, $"chmod 600 {KeyRing}");
    }

    [Fact]
    public async Task Whose_key_ring_is_gone()
    {
        await StartOnceAsync();
        File.Delete(KeyRing);

        (await DiagnoseAsync()).Finds("keys", FindingSeverity.Error, "Restore it from its backup");
        Assert.False(File.Exists(KeyRing));
    }

    [Fact]
    public async Task Whose_key_ring_belongs_to_another_journal()
    {
        await StartOnceAsync();
        await File.WriteAllTextAsync(KeyRing, Convert.ToBase64String(new byte[32]));

        (await DiagnoseAsync()).Finds("keys", FindingSeverity.Error, "does not match this journal");
    }

    [Fact]
    public async Task Whose_key_ring_fits()
    {
        await StartOnceAsync();

        var found = await DiagnoseAsync();

        found.Finds("keys", FindingSeverity.Ok, "opens this journal");
        found.Finds("database", FindingSeverity.Ok, "of this program's version");
    }

    [Fact]
    public async Task Whose_journal_a_newer_program_has_changed()
    {
        await StartOnceAsync();
        SetVersion(99);

        (await DiagnoseAsync()).Finds("database", FindingSeverity.Error, "run a newer program");
    }

    [Fact]
    public async Task Where_the_service_runs_already()
    {
        await using var service = await ServiceProcess.StartAsync(_folder.Path);

        (await DiagnoseAsync()).Finds("database", FindingSeverity.Error, "in use by another process");
        Assert.Equal(Cli.HealthProtocol.HealthCheckResponse.Types.ServingStatus.Serving, await Health.OfAsync(service));
    }

    [SmallDiskFact]
    public async Task Whose_disk_is_full()
    {
        using var disk = new SmallDisk(mebibytes: 2);
        disk.Fill();

        var found = await Diagnosis.OfAsync("--data", disk.Path);

        Assert.Contains(found.About("disk"), finding => finding.Severity == FindingSeverity.Error && finding.Words.Contains(disk.Path, StringComparison.Ordinal));
        found.Finds("data folder", FindingSeverity.Error, "the disk is full");
    }

    [Fact]
    public async Task Whose_port_somebody_else_has()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        (await DiagnoseAsync("--listen", $"127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}")).Finds("port", FindingSeverity.Error, "The port is in use");
    }

    [Theory]
    [InlineData(512, FindingSeverity.Error)]
    [InlineData(4096, FindingSeverity.Warning)]
    [InlineData(8192, FindingSeverity.Ok)]
    public async Task That_allows_so_many_files(int limit, FindingSeverity severity) =>
        (await Diagnosis.UnderAsync($"ulimit -n {limit}", "--data", _folder.Path)).Finds("file limit", severity, $"may open {limit} files");

    [Theory]
    [InlineData(1, FindingSeverity.Ok)]
    [InlineData(48, FindingSeverity.Warning)]
    [InlineData(240, FindingSeverity.Error)]
    public async Task Whose_newest_backup_is_so_many_hours_old(int hours, FindingSeverity severity) =>
        (await DiagnoseAsync("--backups", Backup(hours))).Finds("backup", severity, "newest backup");

    [Fact]
    public async Task That_has_no_backup_where_there_should_be_some() =>
        (await DiagnoseAsync("--backups", Path.Combine(_folder.Path, "none"))).Finds("backup", FindingSeverity.Error, "There is no backup");

    [Fact]
    public async Task From_which_the_issuer_is_not_reached() =>
        (await DiagnoseAsync("--oidc-authority", "http://127.0.0.1:9", "--oidc-audience", "records")).Finds("issuer", FindingSeverity.Error, "does not answer");

    [Fact]
    public async Task From_which_another_issuer_answers()
    {
        await using var issuer = await Issuer.StartAsync();

        (await DiagnoseAsync("--oidc-authority", issuer.Address, "--oidc-audience", "records")).Finds("issuer", FindingSeverity.Ok, "answers");
        (await DiagnoseAsync("--oidc-authority", issuer.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal), "--oidc-audience", "records"))
            .Finds("issuer", FindingSeverity.Error, "names itself otherwise");
    }

    public void Dispose() => _folder.Dispose();

    private string KeyRing => Path.Combine(_folder.Path, "keys", "master.key");

    private Task<Diagnosis> DiagnoseAsync(params string[] options) => Diagnosis.OfAsync(["--data", _folder.Path, .. options]);

    private async Task StartOnceAsync()
    {
        await using var service = await ServiceProcess.StartAsync(_folder.Path);
        await service.StopAsync();
    }

    private string Backup(int hours)
    {
        var backups = System.IO.Directory.CreateDirectory(Path.Combine(_folder.Path, "backups")).FullName;
        var file = Path.Combine(backups, "one.mrbackup");
        File.WriteAllText(file, "sealed");
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(-hours));
        return backups;
    }

    // "User version number" of the file's header (SQLite's file format, section 1.3).
    private void SetVersion(byte version)
    {
        const int LowestByteOfUserVersion = 63;
        using var file = File.OpenWrite(Path.Combine(_folder.Path, "medrecords.db"));
        file.Position = LowestByteOfUserVersion;
        file.WriteByte(version);
    }
}
