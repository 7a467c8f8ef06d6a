namespace MedRecords.Journal.Tests.Conformance;

public sealed class Log
{
    [Theory, EveryBackend]
    public async Task Is_empty_at_first(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();

        Assert.Equal(0, await store.ReadLastCommitAsync(CancellationToken.None));
        Assert.Empty(await store.LogAsync());
    }

    [Theory, EveryBackend]
    public async Task Comes_ascending_from_after_up_to_the_limit(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        for (var i = 0; i < 5; i++)
            await store.AddAsync(Given.Read(Given.History(), 0));

        var commits = await store.ReadCommitsAsync(after: 1, limit: 3, CancellationToken.None);

        Assert.Equal([2, 3, 4], commits.Select(commit => commit.Number));
        Assert.Equal(5, await store.ReadLastCommitAsync(CancellationToken.None));
    }
}
