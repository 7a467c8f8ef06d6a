using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Tests.Conformance;

public sealed class Commits_about_a_history
{
    [Theory, EveryBackend]
    public async Task Come_descending_below_before_up_to_the_limit(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        var (history, other) = (Given.History(), Given.History());
        await store.AddAsync(Given.Read(history, 0));
        await store.AddAsync(Given.Read(other, 0));
        await store.AddAsync(Given.Read(other, 0), Given.Read(history, 0), Given.Read(history, 0));
        await store.AddAsync(Given.Read(history, 0));

        Assert.Equal([4, 3, 1], await FindAsync(store, history));
        Assert.Equal([3, 1], await store.FindCommitsAsync(history, before: 4, limit: 10, CancellationToken.None));
        Assert.Equal([4, 3], await store.FindCommitsAsync(history, before: 5, limit: 2, CancellationToken.None));
        Assert.Equal([3, 2], await FindAsync(store, other));
        Assert.Empty(await FindAsync(store, Given.History()));
    }

    [Theory, EveryBackend]
    public async Task Are_found_up_to_the_newest_however_many_there_are(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        var history = Given.History();
        for (var i = 0; i < 1_100; i++)
            await store.AddAsync(Given.Read(history, 0));

        Assert.Equal(1_100, (await FindAsync(store, history)).Count);
        await store.AddAsync(Given.Read(history, 0));
        Assert.Equal(1_101, (await FindAsync(store, history))[0]);
    }

    [Theory, EveryBackend]
    public async Task Are_found_by_two_at_once(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var (one, other) = await place.OpenTwoAsync();
        var history = Given.History();
        for (var i = 0; i < 300; i++)
            await one.AddAsync(Given.Read(history, 0), Given.Read(Given.History(), 0));

        var found = await Task.WhenAll(FindAsync(one, history), FindAsync(other, history)).InTime("two searches");

        Assert.All(found, commits => Assert.Equal(300, commits.Count));
    }

    private static async Task<IReadOnlyList<long>> FindAsync(IJournalStore store, HistoryId history) =>
        await store.FindCommitsAsync(history, before: long.MaxValue, limit: int.MaxValue, CancellationToken.None).InTime("a search");
}
