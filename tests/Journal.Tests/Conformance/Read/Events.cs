using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Tests.Conformance;

public sealed class Events
{
    [Theory, EveryBackend]
    public async Task Come_ascending_from_after_up_to_the_limit(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var (store, history) = await FiveEventsAsync(place);

        Assert.Equal([3, 4], await VersionsAsync(store.ReadAsync(history, after: 2, limit: 2, CancellationToken.None)));
        Assert.Equal([4, 5], await VersionsAsync(store.ReadAsync(history, after: 3, limit: 10, CancellationToken.None)));
        Assert.Empty(await VersionsAsync(store.ReadAsync(history, after: 5, limit: 10, CancellationToken.None)));
    }

    [Theory, EveryBackend]
    public async Task That_are_newest_come_ascending_too(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var (store, history) = await FiveEventsAsync(place);

        Assert.Equal([4, 5], await VersionsAsync(store.ReadNewestAsync(history, limit: 2, CancellationToken.None)));
        Assert.Equal([1, 2, 3, 4, 5], await VersionsAsync(store.ReadNewestAsync(history, limit: 10, CancellationToken.None)));
    }

    [Theory, EveryBackend]
    public async Task Of_named_versions_are_those_that_exist(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var (store, history) = await FiveEventsAsync(place);

        Assert.Equal([1, 3, 5], await VersionsAsync(store.ReadVersionsAsync(history, [5, 3, 9, 1, 3, 0, -1], CancellationToken.None)));
        Assert.Empty(await VersionsAsync(store.ReadVersionsAsync(history, [], CancellationToken.None)));
    }

    [Theory, EveryBackend]
    public async Task Of_more_than_a_thousand_versions_are_refused(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            store.ReadVersionsAsync(Given.History(), [.. Enumerable.Range(1, 1_001).Select(i => (long)i)], CancellationToken.None));
    }

    [Theory, EveryBackend]
    public async Task Of_an_unknown_history_are_none(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var (store, _) = await FiveEventsAsync(place);

        Assert.Empty(await store.PayloadsAsync(Given.History()));
        Assert.Empty(await store.ReadNewestAsync(Given.History(), 10, CancellationToken.None));
    }

    private static async Task<(IJournalStore, HistoryId)> FiveEventsAsync(Place place)
    {
        var store = await place.OpenAsync();
        var history = Given.History();
        await store.AddAsync(Given.Write(history, 0, "a", "b", "c", "d", "e"));
        return (store, history);
    }

    private static async Task<IEnumerable<long>> VersionsAsync(Task<IReadOnlyList<StoredEvent>> read) =>
        (await read.InTime("a read")).Select(item => item.Version);
}
