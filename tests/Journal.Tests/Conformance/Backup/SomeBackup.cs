using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Tests.Conformance;

/// <summary>A journal with some of everything, and its backup.</summary>
public static class SomeBackup
{
    public static async Task<HistoryId[]> FillAsync(IJournalStore store, int count = 40)
    {
        HistoryId[] histories = [.. Enumerable.Range(0, count).Select(_ => Given.History())];
        await store.AddSettingAsync("Small", new byte[] { 1 }, CancellationToken.None);
        await store.AddSettingAsync("empty", default, CancellationToken.None);
        await store.AddAsync([.. histories.Select((history, i) => Given.First(history, $"key {i}", "all", $"term {i % 3}"))]);
        foreach (var history in histories.Skip(1))
            await store.AddAsync(Given.Write(history, 1, "", new string('x', 20_000)), Given.Read(histories[0], 1));
        return histories;
    }

    public static async Task<byte[]> TakeAsync(IJournalStore store)
    {
        var stream = new MemoryStream();
        await store.BackupAsync(stream, CancellationToken.None).InTime("a backup");
        return stream.ToArray();
    }
}
