using System.Diagnostics;
using MedRecords.Journal.Contract;
using MedRecords.Journal.PostgreSql;
using Npgsql;

namespace MedRecords.Journal.Tests.Conformance;

/// <summary>PostgreSQL only, since each backend has its own tables: a database of version 1, written by a silo of that version.</summary>
public sealed class Version_before
{
    private const string OldSilo = """
        SELECT number FROM medrecords.append(
          ARRAY['{0}'::uuid], ARRAY[1], ARRAY[1], ARRAY[{1}::bigint],
          ARRAY[1], ARRAY['{0}'::uuid], ARRAY[{1} + 1::bigint], ARRAY[sha256('{2}')], ARRAY['{2}'::bytea],
          '{{}}', '{{}}', '{{}}', '{{}}', '{{}}', '{{}}', ARRAY[decode(replace('{0}', '-', ''), 'hex') || '{2}'::bytea])
        """;

    private static readonly TimeSpan LongerThanALockIsWaitedFor = TimeSpan.FromSeconds(2.5);

    [Fact]
    public async Task Is_brought_up_to_date_with_all_that_it_holds_while_its_silos_go_on()
    {
        await using var place = await PostgreSqlPlace.MakeHereAsync();
        await place.ExecuteAsync(SchemaOf(1));
        var history = Given.History();
        await WriteAsOldSiloAsync(place, history, 0, "old");

        var store = await place.OpenAsync();

        Assert.Equal(2, await store.AddAsync(Given.Write(history, 1, "new")));
        Assert.Equal(3, await WriteAsOldSiloAsync(place, history, 2, "old still runs"));
        Assert.Equal(["old", "new", "old still runs"], await store.PayloadsAsync(history));
        Assert.Equal(3, await store.ReadLastCommitAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Is_brought_up_to_date_once_nobody_holds_its_tables_while_a_silo_writes_on()
    {
        await using var place = await PostgreSqlPlace.MakeHereAsync();
        await place.ExecuteAsync(SchemaOf(1));
        var history = Given.History();
        await using var holder = await place.ConnectAsync();
        // What VACUUM takes: it lets writers pass, and the upgrade has to wait for it.
        await using var held = await holder.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("LOCK TABLE medrecords.commits IN SHARE UPDATE EXCLUSIVE MODE", holder))
            await hold.ExecuteNonQueryAsync();

        var opening = place.OpenAsync();
        var written = 0L;
        for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) < LongerThanALockIsWaitedFor; written++)
            await WriteAsOldSiloAsync(place, history, written, "old");
        Assert.False(opening.IsCompleted);
        await held.RollbackAsync();
        while (!opening.IsCompleted)
            await WriteAsOldSiloAsync(place, history, written++, "old");

        Assert.Equal(written, (await (await opening).PayloadsAsync(history)).Length);
        Assert.Equal(2L, await place.ReadAsync<long>("SELECT value FROM medrecords.meta WHERE name = 'schema'"));
    }

    private static Task<long> WriteAsOldSiloAsync(PostgreSqlPlace place, HistoryId history, long seen, string payload) =>
        place.ReadAsync<long>(string.Format(System.Globalization.CultureInfo.InvariantCulture, OldSilo, history, seen, payload));

    private static string SchemaOf(int version)
    {
        var assembly = typeof(PostgreSqlJournalStore).Assembly;
        var name = assembly.GetManifestResourceNames().Single(resource => resource.EndsWith($".Schema{version}.sql", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
