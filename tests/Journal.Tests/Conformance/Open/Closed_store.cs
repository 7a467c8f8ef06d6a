using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Tests.Conformance;

public sealed class Closed_store
{
    private static readonly HistoryId History = Given.History();

    private static readonly Func<IJournalStore, Task>[] Members =
    [
        store => store.AppendAsync([Given.Read(History, 0)], CancellationToken.None),
        store => store.ReadAsync(History, 0, 1, CancellationToken.None),
        store => store.ReadNewestAsync(History, 1, CancellationToken.None),
        store => store.ReadVersionsAsync(History, [1], CancellationToken.None),
        store => store.ReadCommitsAsync(0, 1, CancellationToken.None),
        store => store.ReadLastCommitAsync(CancellationToken.None),
        store => store.FindCommitsAsync(History, 1, 1, CancellationToken.None),
        store => store.FindHistoriesAsync([Given.Term("term")], 1, CancellationToken.None),
        store => store.ReadKeyAsync(History, CancellationToken.None),
        store => store.ReadKeysAsync(History, 1, CancellationToken.None),
        store => store.CountKeysAsync(CancellationToken.None),
        store => store.ReplaceKeysAsync([new KeyReplacement(History, default, default)], CancellationToken.None),
        store => store.ReadSettingAsync("name", CancellationToken.None),
        store => store.AddSettingAsync("name", default, CancellationToken.None),
        store => store.ReplaceSettingAsync("name", default, default, CancellationToken.None),
        store => store.BackupAsync(Stream.Null, CancellationToken.None),
        store => store.RestoreAsync(Stream.Null, CancellationToken.None),
    ];

    [Fact]
    public void Is_asked_for_all_that_a_store_does()
    {
        var asynchronous = typeof(IJournalStore).GetMethods().Count(method => method.Name.EndsWith("Async", StringComparison.Ordinal));
        Assert.Equal(asynchronous, Members.Length + 1); // OpenAsync is asked for below
    }

    [Theory, EveryBackend]
    public async Task Throws_from_every_member(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        await store.DisposeAsync();

        foreach (var member in Members)
            await Assert.ThrowsAsync<ObjectDisposedException>(() => member(store));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.OpenAsync(CancellationToken.None));
        await store.DisposeAsync();
    }

    [Theory, EveryBackend]
    public async Task That_was_never_open_throws_too(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        await using var store = place.Create();

        foreach (var member in Members)
            await Assert.ThrowsAsync<InvalidOperationException>(() => member(store));
    }

    [Theory, EveryBackend]
    public async Task Has_let_calls_under_way_end_one_way_or_the_other(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        var histories = Enumerable.Range(0, 20).Select(_ => Given.History()).ToArray();

        var calls = histories.Select(history => store.AppendAsync([Given.Write(history, 0, "a")], CancellationToken.None)).ToArray();
        await store.DisposeAsync();
        await Task.WhenAll(calls.Select(call => call.ContinueWith(_ => { }, TaskScheduler.Default))).InTime("calls under way");

        var again = await place.OpenAsync();
        for (var i = 0; i < calls.Length; i++)
        {
            var stored = (await again.PayloadsAsync(histories[i])).Length;
            Assert.True(calls[i].IsCompletedSuccessfully ? stored == 1 : calls[i].Exception!.InnerException is ObjectDisposedException && stored == 0,
                $"Call {i}: {calls[i].Exception}, {stored} stored.");
        }
    }
}
