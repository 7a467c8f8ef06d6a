using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Tests.Conformance;

public sealed class Dense_versions
{
    [Theory, EveryBackend]
    public async Task Start_at_1_and_have_no_gap(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        var history = Given.History();

        await store.AddAsync(Given.Write(history, 0, "a"));
        await store.AddAsync(Given.Write(history, 1, "b", "c"));
        await store.AddAsync(Given.Write(history, 3, "d"));

        Assert.Equal(["a", "b", "c", "d"], await store.PayloadsAsync(history));
    }

    [Theory, EveryBackend]
    public async Task Are_each_history_s_own(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        var (one, other) = (Given.History(), Given.History());

        await store.AddAsync(Given.Write(one, 0, "a"), Given.Write(other, 0, "x", "y"));
        await store.AddAsync(Given.Write(one, 1, "b"), Given.Write(other, 2, "z"));

        Assert.Equal(["a", "b"], await store.PayloadsAsync(one));
        Assert.Equal(["x", "y", "z"], await store.PayloadsAsync(other));
    }

    [Theory, EveryBackend]
    public async Task Are_told_as_the_commit_found_them(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        var (one, other) = (Given.History(), Given.History());
        await store.AddAsync(Given.Write(other, 0, "x", "y"));

        var result = Assert.Single(await store.TryAsync(Given.Write(one, 0, dependency: new Seen(other, 2))));

        Assert.Equal(2, result.Commit);
        Assert.Equal([0, 2], result.Current);
    }

    [Theory, EveryBackend]
    public async Task Of_ids_that_differ_in_one_bit_are_apart(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        var bytes = Given.History().Value.ToByteArray(bigEndian: true);
        var one = new HistoryId(new Guid(bytes, bigEndian: true));
        bytes[15] ^= 1;
        var other = new HistoryId(new Guid(bytes, bigEndian: true));

        await store.AddAsync(Given.Write(one, 0, "a"));
        await store.AddAsync(Given.Write(other, 0, "x"));

        Assert.Equal(["a"], await store.PayloadsAsync(one));
        Assert.Equal(["x"], await store.PayloadsAsync(other));
    }
}
