using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Tests.Conformance;

public sealed class Search
{
    [Theory, EveryBackend]
    public async Task Finds_the_histories_with_every_term_in_order(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        HistoryId[] histories = [.. Enumerable.Range(0, 20).Select(_ => Given.History()).Order()];
        await store.AddAsync([.. histories.Reverse().Select((history, i) => Given.First(history, null, "all", i % 2 == 0 ? "even" : "odd"))]);

        Assert.Equal(histories, await FindAsync(store, 100, "all"));
        Assert.Equal(histories[..3], await FindAsync(store, 3, "all"));
        Assert.Equal(histories.Where((_, i) => i % 2 == 1), await FindAsync(store, 100, "all", "even"));
        Assert.Equal(histories.Where((_, i) => i % 2 == 0).Take(2), await FindAsync(store, 2, "odd", "all"));
        Assert.Empty(await FindAsync(store, 100, "odd", "even"));
        Assert.Empty(await FindAsync(store, 100, "all", "unknown"));
    }

    [Theory, EveryBackend]
    public async Task Takes_a_term_twice_as_once(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        var history = Given.History();
        await store.AddAsync(Given.First(history, null, "name"));

        Assert.Equal([history], await FindAsync(store, 10, "name", "name"));
    }

    [Theory, EveryBackend]
    public async Task Finds_a_history_by_terms_it_got_later_and_again(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        var history = Given.History();
        await store.AddAsync(Given.First(history, null, "maiden name", "birthday"));
        await store.AddAsync(new Append
        {
            History = history,
            Seen = [new Seen(history, 1)],
            Events = [Given.Event("married")],
            Record = Given.Record(history, ""),
            Terms = [Given.Term("birthday"), Given.Term("new name"), Given.Term("new name")],
        });

        Assert.Equal([history], await FindAsync(store, 10, "birthday", "maiden name", "new name"));
    }

    [Theory, EveryBackend]
    public async Task Without_a_term_or_with_a_short_one_is_refused(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => FindAsync(store, 10));
        await Assert.ThrowsAsync<ArgumentException>(() => store.FindHistoriesAsync([new byte[15]], 10, CancellationToken.None));
    }

    private static async Task<IReadOnlyList<HistoryId>> FindAsync(IJournalStore store, int limit, params string[] terms) =>
        await store.FindHistoriesAsync([.. terms.Select(Given.Term)], limit, CancellationToken.None).InTime("a search");
}
