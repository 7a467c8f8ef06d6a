using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;
using MedRecords.Journal.Tests.Conformance;

namespace MedRecords.Journal.Tests.Sealing;

public sealed class Changed_key_ring
{
    private readonly string _old = KeyRing.GenerateText();
    private readonly string _new = KeyRing.GenerateText();

    [Fact]
    public async Task Is_taken_into_use_where_an_unknown_master_key_is_met()
    {
        await using var place = await SqlitePlace.MakeAsync();
        var store = await place.OpenAsync();
        var text = _old;
        var masters = MastersOf(store, () => text);
        var (history, key) = (Given.History(), DataKey.Generate());
        var wrapped = KeyRing.Parse(_new).Wrap(key, history);

        text = _new + _old;

        var unwrapped = await masters.UnwrapAsync(wrapped, history, CancellationToken.None);

        Assert.Equal(key.Bytes, unwrapped.Bytes);
        Assert.Equal(KeyRing.Parse(_new).Ids[0], masters.Ring.Ids[0]);
    }

    [Fact]
    public async Task That_lacks_a_key_in_use_is_refused_and_the_one_before_stays()
    {
        await using var place = await SqlitePlace.MakeAsync();
        var store = await place.OpenAsync();
        await InstitutionKeys.OpenAsync(store, KeyRing.Parse(_old), CancellationToken.None);
        var text = _old;
        var masters = MastersOf(store, () => text);

        text = _new;
        var refused = await Assert.ThrowsAsync<JournalRefusedException>(() => masters.RefreshAsync(CancellationToken.None));

        Assert.Contains(KeyRing.Parse(_old).Ids[0].ToString(), refused.Message, StringComparison.Ordinal);
        Assert.Equal(KeyRing.Parse(_old).Ids, masters.Ring.Ids);
    }

    [Theory, EveryBackend]
    public async Task Makes_the_older_key_needless_once_everything_is_wrapped_anew(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        var (older, both, newer) = (KeyRing.Parse(_old), KeyRing.Parse(_new + _old), KeyRing.Parse(_new));
        var before = await InstitutionKeys.OpenAsync(store, older, CancellationToken.None);
        var keys = await FillAsync(store, older, 1_203);

        // Broken off after its first batch, and begun again.
        await foreach (var _ in KeyRewrap.RunAsync(store, both, CancellationToken.None))
            break;
        var progress = await KeyRewrap.RunAsync(store, both, CancellationToken.None).LastAsync();

        Assert.Equal((1_204, 703, 0, true), (progress.Checked, progress.Rewrapped, progress.Unopened, progress.Finished));
        await new MasterKeys(store, newer).CheckAsync(newer, CancellationToken.None);
        Assert.All(await new MasterKeys(store, both).ListAsync(CancellationToken.None), use => Assert.Equal(use.Place == 1 ? 1_204 : 0, use.Keys));
        foreach (var (history, wrapped) in await store.ReadKeysAsync(default, 2_000, CancellationToken.None))
            Assert.Equal(keys[history].Bytes, newer.Unwrap(wrapped, history).Bytes);
        var after = await InstitutionKeys.OpenAsync(store, newer, CancellationToken.None);
        Assert.Equal(before.AccessLog.Bytes, after.AccessLog.Bytes);
    }

    [Fact]
    public async Task Leaves_keys_that_do_not_open_as_they_are_and_says_so()
    {
        await using var place = await SqlitePlace.MakeAsync();
        var store = await place.OpenAsync();
        await FillAsync(store, KeyRing.Parse(_old), 3);

        var progress = await KeyRewrap.RunAsync(store, KeyRing.Parse(_new), CancellationToken.None).LastAsync();

        Assert.Equal((3, 0, 3), (progress.Checked, progress.Rewrapped, progress.Unopened));
        await new MasterKeys(store, KeyRing.Parse(_old)).CheckAsync(KeyRing.Parse(_old), CancellationToken.None);
    }

    private static MasterKeys MastersOf(IJournalStore store, Func<string> text) =>
        new(store, KeyRing.Parse(text()), _ => Task.FromResult(KeyRing.Parse(text())), TimeProvider.System);

    private static async Task<Dictionary<HistoryId, DataKey>> FillAsync(IJournalStore store, KeyRing ring, int count)
    {
        var keys = Enumerable.Range(0, count).ToDictionary(_ => Given.History(), _ => DataKey.Generate());
        await store.AddAsync([.. keys.Select(pair => new Append
        {
            History = pair.Key,
            Seen = [new Seen(pair.Key, 0)],
            Events = [Given.Event("first")],
            Record = Given.Record(pair.Key, "first"),
            WrappedKey = ring.Wrap(pair.Value, pair.Key),
        })]);
        return keys;
    }
}
