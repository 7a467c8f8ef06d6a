using MedRecords.Service.Tests.Charts;
using MedRecords.Service.Tests.Support;
using MedRecords.Testing.BadInput;
using MedRecords.V1;
using Xunit.Abstractions;

namespace MedRecords.Service.Tests.Hostile;

/// <summary>
/// Bad calls of every method that the running service has, by somebody who is signed in and has rights, only not
/// here. The battery's row R10 makes more of them.
/// </summary>
public abstract class BadInputTests(Backend backend, ITestOutputHelper output)
{
    private const int Calls = 1_500;
    private const int FirstSeed = 20_000;

    [Fact]
    public async Task Gets_a_clear_status_stores_nothing_and_disturbs_nobody()
    {
        var clinic = await Clinic.OpenAsync(backend.Service);
        var elsewhere = await Clinic.OpenAsync(backend.Service);
        var bystander = await clinic.HireAsync(Role.Physician);
        var chart = await clinic.OpenChartAsync(bystander);
        var attacker = await elsewhere.HireAsync(Role.RecordsOffice);
        var leaver = await elsewhere.HireAsync(Role.Physician);
        var grant = await bystander.Access.GrantAsync(
            new GrantRequest { OperationId = Clinic.NewId(), ChartId = chart, Grant = new Grant { Site = clinic.Site, Kind = GrantKind.Referral, Reason = "a referral" } }, bystander.Call);
        using var attack = new Attack(new Uri(backend.Service.Address), new Dictionary<string, string>
        {
            ["chart_id"] = chart,
            ["site"] = clinic.Site,
            ["user"] = "nobody-here",
            ["id"] = grant.Id,
        });
        await attack.FindMethodsAsync();
        var before = await Ledger.ReadAsync(clinic.Admin, bystander, chart);

        var work = attack.RunAsync(FirstSeed, Calls, method => method.Contains(".Sessions/", StringComparison.Ordinal) ? leaver.Token : attacker.Token);
        var looks = await LookOnAsync(bystander, chart, until: work);
        await work;

        foreach (var line in attack.Describe().Concat(attack.Complaints))
            output.WriteLine(line);
        var after = await Ledger.ReadAsync(clinic.Admin, bystander, chart);
        Assert.Empty(attack.Complaints);
        Assert.Equal(before.Contents, after.Contents);
        Assert.Equal(string.Empty, after.Finding);
        // The account that signs out, and whose password is guessed, has that on record, and nothing else has.
        var owed = attack.Count("/medrecords.v1.Sessions/SignOut", "0") + attack.Count("/medrecords.v1.Sessions/ChangePassword", "ERROR_REASON_SIGN_IN_FAILED");
        Assert.Equal(before.Versions + owed, after.Versions);
        Assert.True(looks > 0);
        Assert.Contains("/medrecords.v1.Charts/AppendEntries", attack.Methods);
        Assert.Contains("/medrecords.v1.Access/Grant", attack.Methods);

        // A single good call shows at once in what was compared.
        await bystander.Charts.AppendEntriesAsync(Samples.Append(chart, Samples.Note("well meant")), bystander.Call);
        var changed = await Ledger.ReadAsync(clinic.Admin, bystander, chart);
        Assert.NotEqual(after.Contents, changed.Contents);
        Assert.Equal(after.Versions + 1, changed.Versions);
    }

    /// <summary>Reads a chart again and again; every call has to succeed.</summary>
    private static async Task<int> LookOnAsync(Person bystander, string chart, Task until)
    {
        var looks = 0;
        for (; !until.IsCompleted; looks++)
            await ChartTests.ListAsync(bystander, chart, EntryKind.Demographics);
        return looks;
    }
}

/// <summary>Stand-alone.</summary>
public sealed class BadInputOnSqliteTests(OnSqlite backend, ITestOutputHelper output) : BadInputTests(backend, output), IClassFixture<OnSqlite>;

/// <summary>On PostgreSQL.</summary>
public sealed class BadInputOnPostgreSqlTests(OnPostgreSql backend, ITestOutputHelper output) : BadInputTests(backend, output), IClassFixture<OnPostgreSql>;
