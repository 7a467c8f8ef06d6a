using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Tests.Conformance;

public sealed class Refused_restore
{
    [Theory, EveryBackend]
    public async Task Of_a_backup_cut_off_anywhere_leaves_nothing(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        var whole = await MakeBackupAsync();

        foreach (var length in Enumerable.Range(0, 60).Select(i => whole.Length * i / 60).Append(whole.Length - 1))
            await Assert.ThrowsAsync<JournalDamagedException>(() => RestoreAsync(store, whole[..length]));

        await IsEmptyAsync(store);
        await RestoreAsync(store, whole);
    }

    [Theory, EveryBackend]
    public async Task Of_a_backup_altered_anywhere_leaves_nothing(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        var whole = await MakeBackupAsync();
        var random = new Random(1);

        for (var i = 0; i < 200; i++)
        {
            var altered = whole.ToArray();
            var at = i < 60 ? i : random.Next(whole.Length);
            altered[at] ^= (byte)(1 << random.Next(8));
            var failure = await Assert.ThrowsAnyAsync<Exception>(() => RestoreAsync(store, altered));
            Assert.True(failure is JournalDamagedException || (at < 12 && failure is JournalRefusedException), $"Byte {at}: {failure}");
        }

        await IsEmptyAsync(store);
        await RestoreAsync(store, whole);
    }

    [Theory, EveryBackend]
    public async Task Of_a_backup_with_something_after_it_leaves_nothing(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();

        await Assert.ThrowsAsync<JournalDamagedException>(async () => await RestoreAsync(store, [.. await MakeBackupAsync(), 0]));

        await IsEmptyAsync(store);
    }

    [Theory, EveryBackend]
    public async Task Of_something_else_or_of_a_newer_form_says_so(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        var newer = await MakeBackupAsync();
        newer[8]++;

        var foreign = await Assert.ThrowsAsync<JournalRefusedException>(() => RestoreAsync(store, "PGDMP, which is another program's"u8.ToArray()));
        var refusal = await Assert.ThrowsAsync<JournalRefusedException>(() => RestoreAsync(store, newer));

        Assert.Contains("not a backup", foreign.Message, StringComparison.Ordinal);
        Assert.Contains("version 2", refusal.Message, StringComparison.Ordinal);
    }

    [Theory, EveryBackend]
    public async Task Into_a_journal_in_use_changes_nothing(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        var history = Given.History();
        await store.AddAsync(Given.Write(history, 0, "mine"));

        var refusal = await Assert.ThrowsAsync<JournalRefusedException>(async () => await RestoreAsync(store, await MakeBackupAsync()));

        Assert.Contains("not empty", refusal.Message, StringComparison.Ordinal);
        Assert.Equal([["write after 0"]], await store.LogAsync());
        Assert.Equal(2, await store.AddAsync(Given.Write(history, 1, "more")));
    }

    private static async Task<byte[]> MakeBackupAsync()
    {
        await using var place = new SqlitePlace();
        var store = await place.OpenAsync();
        await SomeBackup.FillAsync(store, count: 3);
        return await SomeBackup.TakeAsync(store);
    }

    private static Task RestoreAsync(IJournalStore store, byte[] backup) =>
        store.RestoreAsync(new MemoryStream(backup), CancellationToken.None).InTime("a restore");

    private static async Task IsEmptyAsync(IJournalStore store)
    {
        Assert.Empty(await store.LogAsync());
        Assert.Null(await store.ReadSettingAsync("Small", CancellationToken.None));
        Assert.Empty(await store.FindHistoriesAsync([Given.Term("all")], 10, CancellationToken.None));
    }
}
