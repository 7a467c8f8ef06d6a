using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Tests.Conformance;

public sealed class Stale_version
{
    [Theory, EveryBackend]
    public async Task Stores_nothing_and_uses_up_no_number(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        var history = Given.History();
        await store.AddAsync(Given.Write(history, 0, "a", "b"));

        foreach (var seen in new long[] { 0, 1, 3 })
        {
            var result = Assert.Single(await store.TryAsync(Given.Write(history, seen, "lost")));
            Assert.False(result.Committed);
            Assert.Equal([2], result.Current);
        }

        Assert.Equal(2, await store.AddAsync(Given.Write(history, 2, "c")));
        Assert.Equal(["a", "b", "c"], await store.PayloadsAsync(history));
        Assert.Equal([["write after 0"], ["write after 2"]], await store.LogAsync());
    }

    [Theory, EveryBackend]
    public async Task Of_a_read_stores_no_record(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        var history = Given.History();
        await store.AddAsync(Given.Write(history, 0, "a"));

        var result = Assert.Single(await store.TryAsync(Given.Read(history, 0)));

        Assert.Equal((0L, 1L), (result.Commit, result.Current.Single()));
        Assert.Equal([["write after 0"]], await store.LogAsync());
    }

    [Theory, EveryBackend]
    public async Task Leaves_the_others_in_the_call_alone(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        var (one, two, three) = (Given.History(), Given.History(), Given.History());
        await store.AddAsync(Given.Write(two, 0, "x"));

        var results = await store.TryAsync(
            Given.Write(one, 0, "a"), Given.First(two, key: "lost", "lost"), Given.Read(two, 0), Given.Write(three, 0, "b"));

        Assert.Equal([2, 0, 0, 2], results.Select(result => result.Commit));
        Assert.Equal(["a"], await store.PayloadsAsync(one));
        Assert.Equal(["x"], await store.PayloadsAsync(two));
        Assert.Equal(["b"], await store.PayloadsAsync(three));
        Assert.Equal([["write after 0"], ["write after 0", "write after 0"]], await store.LogAsync());
        Assert.Null(await store.ReadKeyAsync(two, CancellationToken.None));
        Assert.Empty(await store.FindHistoriesAsync([Given.Term("lost")], 10, CancellationToken.None));
    }

    [Theory, EveryBackend]
    public async Task Of_a_dependency_is_stale_too(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        var (one, other) = (Given.History(), Given.History());
        await store.AddAsync(Given.Write(other, 0, "x"));

        var result = Assert.Single(await store.TryAsync(Given.Write(one, 0, dependency: new Seen(other, 0))));

        Assert.False(result.Committed);
        Assert.Equal([0, 1], result.Current);
        Assert.Empty(await store.PayloadsAsync(one));
    }
}
