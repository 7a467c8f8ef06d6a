using MedRecords.Journal.Contract;
using MedRecords.Journal.PostgreSql;

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
