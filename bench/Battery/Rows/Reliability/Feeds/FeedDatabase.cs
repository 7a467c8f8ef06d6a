using MedRecords.Battery.Hosts;
using MedRecords.Journal.PostgreSql;

namespace MedRecords.Battery.Rows.Reliability.Feeds;

/// <summary>Makes databases in which some commits take long: they wait between getting their number and being visible.</summary>
/// <param name="server">The server.</param>
/// <param name="isLocked">Whether appends wait for each other, as they should; false for the control.</param>
internal sealed class FeedDatabase(PostgreSqlServer server, bool isLocked)
{
    private const string SlowSql = """
        CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF random() < 0.1 THEN
            PERFORM pg_sleep(random() * 0.02);
          END IF;
          RETURN NEW;
        END $$;
        CREATE TRIGGER slow AFTER INSERT ON medrecords.commits FOR EACH ROW EXECUTE FUNCTION slow();
        """;

    /// <summary>Without the lock two commits would get one number, so the control takes numbers from a sequence, as many outboxes do.</summary>
    private const string UnlockSql = """
        CREATE SEQUENCE numbers;
        DO $do$
        DECLARE
          before text := pg_get_functiondef('medrecords.append_batch'::regproc);
          after text := replace(replace(before,
            'PERFORM pg_advisory_xact_lock(7309453671930225473);', ''),
            'coalesce((SELECT c.number FROM medrecords.commits c ORDER BY c.number DESC LIMIT 1), 0) + 1', 'nextval(''numbers'')');
        BEGIN
          IF position('pg_advisory_xact_lock' IN after) > 0 OR position('nextval' IN after) = 0 THEN
            RAISE 'medrecords.append_batch is not as this control expects it';
          END IF;
          EXECUTE after;
        END $do$;
        """;

    /// <summary>Makes an empty one, or one with a backup restored into it, and returns its connection string.</summary>
    public async Task<string> MakeAsync(string? backup = null)
    {
        var address = await server.CreateDatabaseAsync();
        var connection = PostgreSqlAddress.ToConnectionString(address.ToString());
        await using (var store = await OpenAsync(connection))
        {
            if (backup is not null)
            {
                await using var source = File.OpenRead(backup);
                await store.RestoreAsync(source, CancellationToken.None);
            }
        }

        await PostgreSqlServer.ExecuteAsync(address, SlowSql);
        if (!isLocked)
            await PostgreSqlServer.ExecuteAsync(address, UnlockSql);
        return connection;
    }

    /// <summary>Opens a store.</summary>
    public static async Task<PostgreSqlJournalStore> OpenAsync(string connection)
    {
        var store = new PostgreSqlJournalStore(new PostgreSqlJournalOptions(connection)
        {
            AppendTimeout = TimeSpan.FromSeconds(60),
            ReadTimeout = TimeSpan.FromSeconds(60),
            ReadConnections = 4,
        });
        await store.OpenAsync(CancellationToken.None);
        return store;
    }
}
