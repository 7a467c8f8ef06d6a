namespace MedRecords.Journal.Tests.Conformance;

public sealed class Small_values
{
    [Theory, EveryBackend]
    public async Task Keep_what_was_written_first(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();

        Assert.Null(await store.ReadSettingAsync("check", CancellationToken.None));
        Assert.Equal([1, 2], await store.AddSettingAsync("check", new byte[] { 1, 2 }, CancellationToken.None));
        Assert.Equal([1, 2], await store.AddSettingAsync("check", new byte[] { 3 }, CancellationToken.None));
        Assert.Equal([1, 2], await store.ReadSettingAsync("check", CancellationToken.None));
    }

    [Theory, EveryBackend]
    public async Task Are_told_apart_by_the_case_of_their_names(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();

        await store.AddSettingAsync("Name", new byte[] { 1 }, CancellationToken.None);
        await store.AddSettingAsync("name", new byte[] { 2 }, CancellationToken.None);

        Assert.Equal([1], await store.ReadSettingAsync("Name", CancellationToken.None));
        Assert.Equal([2], await store.ReadSettingAsync("name", CancellationToken.None));
        Assert.Null(await store.ReadSettingAsync("NAME", CancellationToken.None));
    }

    [Theory, EveryBackend]
    public async Task Are_the_same_for_two_who_write_at_once(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var (one, other) = await place.OpenTwoAsync();

        for (var i = 0; i < 50; i++)
        {
            var found = await Task.WhenAll(
                one.AddSettingAsync($"name {i}", new byte[] { 1 }, CancellationToken.None),
                other.AddSettingAsync($"name {i}", new byte[] { 2 }, CancellationToken.None)).InTime("two settings");
            Assert.Equal(found[0], found[1]);
        }
    }
}
