using Grpc.Core;
using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Diagnose;

/// <summary>A service that runs, asked by its administrator.</summary>
public sealed class RunningService
{
    [Fact]
    public async Task That_stands_alone_says_what_is_well()
    {
        using var folder = new TemporaryFolder();
        await using var service = await ServiceProcess.StartAsync(folder.Path);
        var clinic = await Clinic.OpenAsync(service);

        var findings = await DiagnoseAsync(clinic.Admin);

        Assert.DoesNotContain(findings, finding => finding.Severity == FindingSeverity.Error);
        Assert.Contains(findings, finding => finding is { Check: "keys", Severity: FindingSeverity.Ok });
        Assert.Contains(findings, finding => finding is { Check: "data folder", Severity: FindingSeverity.Ok });
        Assert.DoesNotContain(findings, finding => finding.Check == "port");
    }

    [Fact]
    public async Task Whose_key_ring_was_opened_to_others_says_so()
    {
        using var folder = new TemporaryFolder();
        await using var service = await ServiceProcess.StartAsync(folder.Path);
        var clinic = await Clinic.OpenAsync(service);
        File.SetUnixFileMode(Path.Combine(folder.Path, "keys", "master.key"), UnixFileMode.UserRead | UnixFileMode.GroupRead);

        Assert.Contains(await DiagnoseAsync(clinic.Admin), finding => finding is { Check: "keys", Severity: FindingSeverity.Error });
    }

    [Fact]
    public async Task Whose_neighbour_was_killed_misses_it()
    {
        using var folder = new TemporaryFolder();
        var database = await OnPostgreSql.NewDatabaseAsync();
        await using var service = await ServiceProcess.StartAsync(folder.Path, database);
        await using var neighbour = await ServiceProcess.StartAsync(folder.Path, database);
        var clinic = await Clinic.OpenAsync(service);
        Assert.Contains(await DiagnoseAsync(clinic.Admin), finding => finding is { Check: "silos", Severity: FindingSeverity.Ok, Words: "2 processes say that they serve." });

        neighbour.Kill();

        var finding = Assert.Single(await DiagnoseAsync(clinic.Admin), finding => finding is { Check: "silos", Severity: FindingSeverity.Warning });
        Assert.Contains(neighbour.Address, finding.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_administrators_alone()
    {
        using var folder = new TemporaryFolder();
        await using var service = await ServiceProcess.StartAsync(folder.Path);
        var clinic = await Clinic.OpenAsync(service);
        var physician = await clinic.HireAsync(Role.Physician);

        await Refused.WithAsync(ErrorReason.NotPermitted, () => DiagnoseAsync(physician));
    }

    /// <summary>Asks again where the call was lost with a silo that is gone, as clients do.</summary>
    private static async Task<IReadOnlyList<Finding>> DiagnoseAsync(Person by)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                return (await by.Operations.DiagnoseAsync(new DiagnoseRequest(), by.Call)).Findings;
            }
            catch (RpcException lost) when (lost.StatusCode is StatusCode.Unknown or StatusCode.Unavailable)
            {
                late.Token.ThrowIfCancellationRequested();
            }
        }
    }
}
