using MedRecords.Journal.Contract;
using Npgsql;

namespace MedRecords.Journal.Tests.Conformance;

/// <summary>Makes the commits that hold a marked record stop right before they commit, until they are let go.</summary>
internal sealed class HeldCommit : IAsyncDisposable
{
    private const string Mark = "held";
    private readonly PostgreSqlPlace _place;
    private readonly NpgsqlConnection _holder;

    private HeldCommit(PostgreSqlPlace place, NpgsqlConnection holder)
    {
        _place = place;
        _holder = holder;
    }

    public static async Task<HeldCommit> PrepareAsync(PostgreSqlPlace place)
    {
        await place.ExecuteAsync($"""
            CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF EXISTS (SELECT 1 FROM unnest(NEW.records) r WHERE substring(r FROM 17) = '{Mark}'::bytea) THEN
                PERFORM pg_advisory_xact_lock_shared(1);
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER hold AFTER INSERT ON medrecords.commits FOR EACH ROW EXECUTE FUNCTION hold();
            """);
        var holder = await place.ConnectAsync();
        await using var command = new NpgsqlCommand("SELECT pg_advisory_lock(1)", holder);
        await command.ExecuteNonQueryAsync();
        return new HeldCommit(place, holder);
    }

    public static Append Write(HistoryId history) => new()
    {
        History = history,
        Seen = [new Seen(history, 0)],
        Events = [Given.Event("held")],
        Record = Given.Record(history, Mark),
    };

    /// <summary>Waits until an append is held, and returns its server process.</summary>
    public async Task<int> ReachedAsync()
    {
        await Deadline.Until(() => _place.ReadAsync<bool>("SELECT count(*) = 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 1 AND NOT granted"),
            "a commit to be held");
        return await _place.ReadAsync<int>("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = 1 AND NOT granted");
    }

    /// <summary>Waits until some other append waits for the held one, in whatever way.</summary>
    public Task BlocksAnotherAsync() => Deadline.Until(
        () => _place.ReadAsync<bool>("SELECT count(*) = 2 FROM pg_locks l JOIN pg_database d ON d.oid = l.database OR l.database IS NULL WHERE NOT granted AND d.datname = current_database()"),
        "an append to wait for the held one");

    public async Task LetGoAsync()
    {
        await using var command = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", _holder);
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => _holder.DisposeAsync();
}
