using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Tests.Conformance;

public sealed class Restart
{
    [Theory, EveryBackend]
    public async Task Finds_everything_as_it_was(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var history = Given.History();
        await using (var store = await place.OpenAsync())
        {
            await store.AddAsync(Given.First(history, key: "key", "term"));
            await store.AddSettingAsync("name", new byte[] { 1 }, CancellationToken.None);
            await store.FindCommitsAsync(history, 10, 10, CancellationToken.None);
        }

        var again = await place.OpenAsync();
        await again.AddAsync(Given.Write(history, 1, "second"));

        Assert.Equal(["first", "second"], await again.PayloadsAsync(history));
        Assert.Equal([["first"], ["write after 1"]], await again.LogAsync());
        Assert.Equal("key"u8.ToArray(), await again.ReadKeyAsync(history, CancellationToken.None));
        Assert.Equal([1], await again.ReadSettingAsync("name", CancellationToken.None));
        Assert.Equal([history], await again.FindHistoriesAsync([Given.Term("term")], 10, CancellationToken.None));
        Assert.Equal([2, 1], await again.FindCommitsAsync(history, 10, 10, CancellationToken.None));
    }

    [Theory, EveryBackend]
    public async Task Of_a_database_newer_than_the_program_is_refused(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        await place.MakeNewerAsync();

        var refusal = await Assert.ThrowsAsync<JournalRefusedException>(place.OpenAsync);

        Assert.Contains("has version 1000", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("run a newer program", refusal.Message, StringComparison.Ordinal);
    }

    [Theory, EveryBackend]
    public async Task Of_a_foreign_database_is_refused(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        await place.MakeForeignAsync();

        var refusal = await Assert.ThrowsAsync<JournalRefusedException>(place.OpenAsync);

        Assert.Contains("not a journal's", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Theory, EveryBackend]
    public async Task Tells_the_backend_and_its_version(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();

        Assert.Matches($"^{backend} [0-9]+\\.[0-9]+", store.Description);
    }
}
