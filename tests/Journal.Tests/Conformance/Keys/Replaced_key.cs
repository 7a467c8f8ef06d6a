using System.Text;
using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Tests.Conformance;

public sealed class Replaced_key
{
    [Theory, EveryBackend]
    public async Task Is_there_also_after_a_start_and_in_a_backup(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        await using var other = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        var (one, two) = (Given.History(), Given.History());
        await store.AddAsync(Given.First(one, key: "old 1"), Given.First(two, key: "old 2"));

        Assert.Equal(1, await store.ReplaceKeysAsync([From(one, "old 1", "new 1")], CancellationToken.None));
        Assert.Equal("new 1", await ReadAsync(store, one));
        await store.DisposeAsync();
        var again = await place.OpenAsync();
        var restored = await other.OpenAsync();
        await restored.RestoreAsync(new MemoryStream(await SomeBackup.TakeAsync(again)), CancellationToken.None);

        Assert.Equal(("new 1", "old 2"), (await ReadAsync(again, one), await ReadAsync(again, two)));
        Assert.Equal(("new 1", "old 2"), (await ReadAsync(restored, one), await ReadAsync(restored, two)));
    }

    [Theory, EveryBackend]
    public async Task Stays_where_it_is_not_the_one_that_was_read(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        var (one, never) = (Given.History(), Given.History());
        await store.AddAsync(Given.First(one, key: "old"));

        Assert.Equal(0, await store.ReplaceKeysAsync([From(one, "older", "new"), From(never, "old", "new")], CancellationToken.None));

        Assert.Equal("old", await ReadAsync(store, one));
        Assert.Null(await store.ReadKeyAsync(never, CancellationToken.None));
    }

    [Theory, EveryBackend]
    public async Task Is_replaced_once_by_two_who_do_it_at_once_beside_a_writer(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var (one, other) = await place.OpenTwoAsync();
        HistoryId[] histories = [.. Enumerable.Range(0, 60).Select(_ => Given.History())];
        await one.AddAsync([.. histories.Select(history => Given.First(history, key: "old"))]);
        var forwards = histories.Select(history => From(history, "old", "from one")).ToArray();
        var backwards = histories.Select(history => From(history, "old", "from the other")).Reverse().ToArray();

        var writing = Task.WhenAll(histories.Take(10).Select(history => one.AddAsync(Given.Write(history, 1, "meanwhile"))));
        var replaced = await Task.WhenAll(
            Task.Run(() => one.ReplaceKeysAsync(forwards, CancellationToken.None)),
            Task.Run(() => other.ReplaceKeysAsync(backwards, CancellationToken.None))).InTime("two replacements");
        await writing.InTime("appends beside them");

        Assert.Equal(histories.Length, replaced.Sum());
        Assert.All(await one.ReadKeysAsync(default, 100, CancellationToken.None), key => Assert.StartsWith("from ", Encoding.UTF8.GetString(key.Wrapped), StringComparison.Ordinal));
    }

    [Theory, EveryBackend]
    public async Task Is_listed_in_pages_and_counted_by_the_master_key_it_names(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        HistoryId[] histories = [.. Enumerable.Range(0, 5).Select(_ => Given.History()).Order()];
        await store.AddAsync([.. histories.Select((history, i) => Given.First(history, key: i < 3 ? $"1master b{i}" : $"1master a{i}"))]);

        var first = await store.ReadKeysAsync(default, 2, CancellationToken.None);
        var rest = await store.ReadKeysAsync(first[^1].History, 100, CancellationToken.None);

        Assert.Equal(histories, first.Concat(rest).Select(key => key.History));
        Assert.Equal([("master a", 2L), ("master b", 3L)], (await store.CountKeysAsync(CancellationToken.None)).Select(group => (Encoding.UTF8.GetString(group.MasterKey), group.Keys)));
    }

    [Theory, EveryBackend]
    public async Task Has_its_like_in_a_setting(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        await store.AddSettingAsync("name", new byte[] { 1 }, CancellationToken.None);

        Assert.False(await store.ReplaceSettingAsync("name", new byte[] { 2 }, new byte[] { 3 }, CancellationToken.None));
        Assert.False(await store.ReplaceSettingAsync("other", new byte[] { 1 }, new byte[] { 3 }, CancellationToken.None));
        Assert.True(await store.ReplaceSettingAsync("name", new byte[] { 1 }, new byte[] { 3 }, CancellationToken.None));

        Assert.Equal([3], await store.ReadSettingAsync("name", CancellationToken.None));
        Assert.Null(await store.ReadSettingAsync("other", CancellationToken.None));
    }

    private static KeyReplacement From(HistoryId history, string old, string wrapped) => new(history, Encoding.UTF8.GetBytes(old), Encoding.UTF8.GetBytes(wrapped));

    private static async Task<string> ReadAsync(IJournalStore store, HistoryId history) =>
        Encoding.UTF8.GetString((await store.ReadKeyAsync(history, CancellationToken.None))!);
}
