using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Tests.Conformance;

/// <summary>
/// PostgreSQL only, since a SQLite file has one writer. A reader that has seen a number must never see a lower
/// one appear. The two controls show what the lock is for, and what still holds without it.
/// </summary>
public sealed class Number_order
{
    private const string Lock = "PERFORM pg_advisory_xact_lock(7309453671930225473);";
    private const string NextNumber = "coalesce((SELECT c.number FROM medrecords.commits c ORDER BY c.number DESC LIMIT 1), 0) + 1";

    [Fact]
    public async Task Is_visibility_order_however_slow_a_commit_is()
    {
        await using var place = await PostgreSqlPlace.MakeHereAsync();
        var (one, other) = await place.OpenTwoAsync();
        await using var held = await HeldCommit.PrepareAsync(place);

        var slow = one.TryAsync(HeldCommit.Write(Given.History()));
        await held.ReachedAsync();
        var quick = other.TryAsync(Given.Read(Given.History(), 0));
        await held.BlocksAnotherAsync();
        Assert.False(quick.IsCompleted);
        Assert.Equal(0, await other.ReadLastCommitAsync(CancellationToken.None));
        await held.LetGoAsync();

        Assert.Equal((1L, 2L), ((await slow)[0].Commit, (await quick)[0].Commit));
        Assert.Equal([["held"], ["read at 0"]], await other.LogAsync());
    }

    [Fact]
    public async Task Control_without_the_lock_and_with_a_sequence_a_reader_misses_a_commit()
    {
        await using var place = await PostgreSqlPlace.MakeHereAsync();
        var (one, other) = await place.OpenTwoAsync();
        await place.ExecuteAsync("CREATE SEQUENCE numbers");
        await AlterAppendAsync(place, (Lock, ""), (NextNumber, "nextval('numbers')"));
        await using var held = await HeldCommit.PrepareAsync(place);

        var slow = one.TryAsync(HeldCommit.Write(Given.History()));
        await held.ReachedAsync();
        var quick = await other.TryAsync(Given.Read(Given.History(), 0));
        var seenFirst = await other.ReadCommitsAsync(after: 0, limit: 10, CancellationToken.None);
        await held.LetGoAsync();

        Assert.Equal((1L, 2L), ((await slow)[0].Commit, quick[0].Commit));
        Assert.Equal([2], seenFirst.Select(commit => commit.Number));
    }

    [Fact]
    public async Task Control_without_the_lock_the_primary_key_refuses_the_second_commit()
    {
        await using var place = await PostgreSqlPlace.MakeHereAsync();
        var (one, other) = await place.OpenTwoAsync();
        await AlterAppendAsync(place, (Lock, ""));
        await using var held = await HeldCommit.PrepareAsync(place);
        var history = Given.History();

        var slow = one.TryAsync(HeldCommit.Write(history));
        await held.ReachedAsync();
        var quick = other.TryAsync(Given.Write(history, 0, "fork"));
        await held.BlocksAnotherAsync();
        await held.LetGoAsync();

        Assert.Equal(1, (await slow)[0].Commit);
        await Assert.ThrowsAsync<JournalDamagedException>(() => quick);
        Assert.Equal(["held"], await other.PayloadsAsync(history));
    }

    [Fact]
    public async Task Is_visibility_order_for_a_reader_beside_four_writers()
    {
        await using var place = await PostgreSqlPlace.MakeHereAsync();
        var reader = await place.OpenAsync();
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => place.OpenAsync()));

        var writing = Task.WhenAll(stores.Select(WriteAsync));
        var last = 0L;
        for (var isLast = false; !isLast;)
        {
            isLast = writing.IsCompleted;
            foreach (var commit in await reader.ReadCommitsAsync(last, limit: 1_000, CancellationToken.None))
                Assert.Equal(++last, commit.Number);
        }

        Assert.Equal(800, last);
        await writing;
    }

    private static async Task WriteAsync(IJournalStore store)
    {
        for (var i = 0; i < 200; i++)
            await store.AddAsync(Given.Write(Given.History(), 0, "a"));
    }

    private static async Task AlterAppendAsync(PostgreSqlPlace place, params (string Old, string New)[] changes)
    {
        var text = await place.ReadAsync<string>("SELECT pg_get_functiondef('medrecords.append_batch'::regproc)");
        foreach (var (old, replacement) in changes)
        {
            Assert.Contains(old, text, StringComparison.Ordinal);
            text = text.Replace(old, replacement, StringComparison.Ordinal);
        }
        await place.ExecuteAsync(text);
    }
}
