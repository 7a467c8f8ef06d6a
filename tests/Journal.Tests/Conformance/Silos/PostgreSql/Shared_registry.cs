using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Tests.Conformance;

public sealed class Shared_registry
{
    [Fact]
    public async Task Forgets_after_a_day_who_has_not_been_seen()
    {
        await using var place = await PostgreSqlPlace.MakeHereAsync();
        var store = await place.OpenAsync();
        await ReportAsync(store, "old");
        await ReportAsync(store, "quiet");
        await place.ExecuteAsync("UPDATE medrecords.silos SET reported_at = reported_at - interval '25 hours' WHERE name = 'old'");
        await place.ExecuteAsync("UPDATE medrecords.silos SET reported_at = reported_at - interval '14 seconds' WHERE name = 'quiet'");

        var quiet = Assert.Single(await store.Silos.ListAsync(CancellationToken.None).InTime("a list of silos"));
        await ReportAsync(store, "new");

        Assert.Equal("quiet", quiet.Name);
        Assert.InRange(quiet.Unseen, TimeSpan.FromSeconds(14), TimeSpan.FromSeconds(74));
        Assert.Equal(2, await place.ReadAsync<long>("SELECT count(*) FROM medrecords.silos"));
    }

    [Fact]
    public async Task Tells_the_time_of_the_database()
    {
        await using var place = await PostgreSqlPlace.MakeHereAsync();
        var store = await place.OpenAsync();

        var before = await place.ReadAsync<DateTime>("SELECT clock_timestamp()");
        var receipt = await ReportAsync(store, "a");
        var after = await place.ReadAsync<DateTime>("SELECT clock_timestamp()");

        Assert.InRange(receipt.Now.UtcDateTime, before, after);
    }

    [Fact]
    public async Task Leaves_the_tables_open_to_silos_of_the_version_before()
    {
        await using var place = await PostgreSqlPlace.MakeHereAsync();
        await (await place.OpenAsync()).DisposeAsync();
        // What a program without the registry leaves behind.
        await place.ExecuteAsync("DROP TABLE medrecords.silos");
        var version = await place.ReadAsync<long>("SELECT value FROM medrecords.meta WHERE name = 'schema'");

        var store = await place.OpenAsync();

        Assert.True((await ReportAsync(store, "a")).IsKept);
        Assert.Equal(version, await place.ReadAsync<long>("SELECT value FROM medrecords.meta WHERE name = 'schema'"));
    }

    [Fact]
    public async Task Makes_appends_wait_for_nothing()
    {
        await using var place = await PostgreSqlPlace.MakeHereAsync();
        var store = await place.OpenAsync();
        await ReportAsync(store, "a");
        await using var holder = await place.ConnectAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await using (var hold = new Npgsql.NpgsqlCommand("LOCK TABLE medrecords.silos IN ACCESS EXCLUSIVE MODE", holder, transaction))
            await hold.ExecuteNonQueryAsync();

        var report = ReportAsync(store, "a");
        var history = Given.History();
        await store.AddAsync(Given.Write(history, 0, "written while a report hangs"));
        Assert.Single(await store.PayloadsAsync(history));

        Assert.False(report.IsCompleted);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => report);
    }

    private static Task<ReportReceipt> ReportAsync(IJournalStore store, string name) =>
        store.Silos.ReportAsync(new SiloReport(name, Guid.NewGuid(), IsFirst: true, new byte[] { 1 }), CancellationToken.None).InTime("a report");
}
