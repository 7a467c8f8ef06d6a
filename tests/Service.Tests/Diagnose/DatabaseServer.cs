using MedRecords.Service.Tests.Support;
using MedRecords.Testing;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Diagnose;

/// <summary>The PostgreSQL of a service that is to be started.</summary>
public sealed class DatabaseServer : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task That_is_there_and_empty_is_ready_for_a_first_start()
    {
        var found = await DiagnoseAsync(await OnPostgreSql.NewDatabaseAsync());

        found.Finds("database", FindingSeverity.Ok, "holds no journal yet");
        found.Finds("clock", FindingSeverity.Ok, "less than 2 s");
        found.Finds("settings", FindingSeverity.Warning, "pg_checksums --enable");
        Assert.Equal(0, found.ExitCode);
    }

    [Fact]
    public async Task That_does_not_answer()
    {
        var found = await DiagnoseAsync("postgres://medrecords@127.0.0.1:9/records");

        found.Finds("database", FindingSeverity.Error, "does not answer");
        Assert.Empty(found.About("clock"));
    }

    [Fact]
    public async Task That_has_no_such_database()
    {
        var server = await PostgresServer.GetSharedAsync();

        (await DiagnoseAsync($"postgres://medrecords@127.0.0.1:{server.Port}/nowhere")).Finds("database", FindingSeverity.Error, "create it");
    }

    [Fact]
    public async Task That_holds_the_schema_of_somebody_else() =>
        (await DiagnoseAsync(await OnPostgreSql.NewDatabaseAsync("CREATE SCHEMA medrecords"))).Finds("database", FindingSeverity.Error, "is not a journal's");

    [Fact]
    public async Task That_a_newer_program_has_changed()
    {
        var database = await OnPostgreSql.NewDatabaseAsync();
        await using (var service = await ServiceProcess.StartAsync(_folder.Path, database))
            await service.StopAsync();
        await OnPostgreSql.RunAsync(database, "UPDATE medrecords.meta SET value = 99 WHERE name = 'schema'");

        (await DiagnoseAsync(database)).Finds("database", FindingSeverity.Error, "has version 99");
    }

    [Fact]
    public async Task Whose_clock_is_minutes_ahead()
    {
        // What the server is asked for finds this one first.
        var database = await OnPostgreSql.NewDatabaseAsync(
            "CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS 'SELECT pg_catalog.clock_timestamp() + interval ''5 minutes'''");
        var found = await DiagnoseAsync($"{database}?options=-csearch_path%3Dpublic%2Cpg_catalog");

        found.Finds("clock", FindingSeverity.Error, "differ by 300 s");
    }

    [Fact]
    public async Task That_loses_commits_in_a_power_cut_or_lacks_room_for_another_silo()
    {
        await using var server = await PostgresServer.StartAsync(new Dictionary<string, string> { ["fsync"] = "off", ["max_connections"] = "20" });

        var found = await DiagnoseAsync($"postgres://medrecords@127.0.0.1:{server.Port}/postgres");

        found.Finds("settings", FindingSeverity.Error, "fsync = off");
        found.Finds("connections", FindingSeverity.Warning, "of 17 that it allows");
    }

    public void Dispose() => _folder.Dispose();

    private Task<Diagnosis> DiagnoseAsync(string database) => Diagnosis.OfAsync("--data", _folder.Path, "--database", database);
}
