using MedRecords.Journal.Contract;
using MedRecords.Journal.PostgreSql;
using MedRecords.Testing;
using Npgsql;

namespace MedRecords.Journal.Tests.Conformance;

/// <summary>PostgreSQL only: a SQLite commit happens in the process itself; what its disk can do is in Failing_disk.</summary>
public sealed class Ambiguous_commit
{
    [Fact]
    public async Task Whose_server_process_was_ended_is_unknown_and_was_not_stored()
    {
        await using var place = await PostgreSqlPlace.MakeHereAsync();
        var store = await place.OpenAsync();
        await using var held = await HeldCommit.PrepareAsync(place);
        var history = Given.History();

        var append = store.TryAsync(HeldCommit.Write(history));
        await place.ExecuteAsync($"SELECT pg_terminate_backend({await held.ReachedAsync()})");
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => append);
        await held.LetGoAsync();

        Assert.Empty(await store.PayloadsAsync(history));
        Assert.Equal(1, await store.AddAsync(Given.Write(history, 0, "again")));
    }

    [Fact]
    public async Task Whose_answer_was_lost_is_unknown_and_was_stored()
    {
        await using var place = await PostgreSqlPlace.MakeHereAsync();
        await using var link = new CuttableLink((await PostgresServer.GetSharedAsync()).Port);
        await using var store = await OpenThroughAsync(place, link, TimeSpan.FromSeconds(10));
        var history = Given.History();
        await store.AddAsync(Given.Write(history, 0, "first"));

        link.LoseAnswers();
        var append = store.TryAsync(Given.Write(history, 1, "second"));
        await Deadline.Until(() => place.ReadAsync<bool>("SELECT count(*) = 2 FROM medrecords.commits"), "the commit");
        link.Cut();
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => append);
        link.Mend();

        Assert.Equal(["first", "second"], await store.PayloadsAsync(history));
        Assert.Equal(3, await store.AddAsync(Given.Write(history, 2, "third")));
    }

    [Fact]
    public async Task That_took_too_long_is_unknown_and_never_turns_up_after_a_read()
    {
        await using var place = await PostgreSqlPlace.MakeHereAsync();
        await using var link = new CuttableLink((await PostgresServer.GetSharedAsync()).Port);
        await using var store = await OpenThroughAsync(place, link, TimeSpan.FromSeconds(1));
        await using var held = await HeldCommit.PrepareAsync(place);
        var history = Given.History();

        var append = store.TryAsync(HeldCommit.Write(history));
        await held.ReachedAsync();
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => append);
        Assert.Empty(await store.PayloadsAsync(history));
        await held.LetGoAsync();

        Assert.Equal(1, await store.AddAsync(Given.Write(history, 0, "again")));
        Assert.Equal(["again"], await store.PayloadsAsync(history));
    }

    /// <summary>Nothing tells the server: on a mere time-out the driver still asks it to cancel the statement.</summary>
    [Fact]
    public async Task Whose_connection_broke_never_turns_up_after_a_read()
    {
        await using var place = await PostgreSqlPlace.MakeHereAsync();
        await using var link = new CuttableLink((await PostgresServer.GetSharedAsync()).Port);
        await using var store = await OpenThroughAsync(place, link, TimeSpan.FromSeconds(10));
        await using var held = await HeldCommit.PrepareAsync(place);
        var history = Given.History();

        var append = store.TryAsync(HeldCommit.Write(history));
        await held.ReachedAsync();
        link.Cut();
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => append);
        link.Mend();
        Assert.Empty(await store.PayloadsAsync(history));
        await held.LetGoAsync();

        Assert.Equal(1, await store.AddAsync(Given.Write(history, 0, "again")));
        Assert.Equal(["again"], await store.PayloadsAsync(history));
    }

    [Fact]
    public async Task That_fails_after_its_row_was_sent_is_no_success()
    {
        await using var place = await PostgreSqlPlace.MakeHereAsync();
        var store = await place.OpenAsync();
        await place.ExecuteAsync("""
            CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
              $$ BEGIN RAISE EXCEPTION 'late' USING ERRCODE = '53100'; END $$;
            CREATE CONSTRAINT TRIGGER fail AFTER INSERT ON medrecords.commits DEFERRABLE INITIALLY DEFERRED
              FOR EACH ROW EXECUTE FUNCTION fail();
            """);
        var history = Given.History();

        await Assert.ThrowsAsync<JournalUnavailableException>(() => store.TryAsync(Given.Write(history, 0, "a")));

        Assert.Empty(await store.PayloadsAsync(history));
        Assert.Equal(0, await store.ReadLastCommitAsync(CancellationToken.None));
    }

    private static async Task<IJournalStore> OpenThroughAsync(PostgreSqlPlace place, CuttableLink link, TimeSpan timeout)
    {
        var text = new NpgsqlConnectionStringBuilder(place.ConnectionString) { Port = link.Port };
        var store = new PostgreSqlJournalStore(new PostgreSqlJournalOptions(text.ConnectionString) { AppendTimeout = timeout });
        await store.OpenAsync(CancellationToken.None);
        return store;
    }
}
