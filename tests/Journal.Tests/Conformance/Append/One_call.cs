using System.Security.Cryptography;
using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Tests.Conformance;

public sealed class One_call
{
    [Theory, EveryBackend]
    public async Task Is_one_commit_with_its_records_in_order(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        var (one, other) = (Given.History(), Given.History());

        var results = await store.TryAsync(Given.Write(one, 0, "a"), Given.Read(other, 0), Given.Write(other, 0, "b"));

        Assert.Equal([1, 1, 1], results.Select(result => result.Commit));
        Assert.Equal([["write after 0", "read at 0", "write after 0"]], await store.LogAsync());
    }

    [Theory, EveryBackend]
    public async Task Decides_reads_on_the_version_before_its_write(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        var history = Given.History();

        var results = await store.TryAsync(Given.Write(history, 0, "a"), Given.Read(history, 0), Given.Read(history, 1));

        Assert.Equal([1, 1, 0], results.Select(result => result.Commit));
        Assert.All(results, result => Assert.Equal([0], result.Current));
    }

    [Theory, EveryBackend]
    public async Task Without_appends_is_no_commit(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();

        Assert.Empty(await store.TryAsync());
        Assert.Equal(0, await store.ReadLastCommitAsync(CancellationToken.None));
    }

    [Theory, EveryBackend]
    public async Task Takes_a_thousand_appends(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        var histories = Enumerable.Range(0, 1_000).Select(_ => Given.History()).ToArray();

        await store.AddAsync([.. histories.Select((history, i) => Given.Write(history, 0, $"event {i}"))]);

        for (var i = 0; i < histories.Length; i++)
            Assert.Equal([$"event {i}"], await store.PayloadsAsync(histories[i]));
        Assert.Equal(1_000, Assert.Single(await store.LogAsync()).Length);
    }

    [Theory, EveryBackend]
    public async Task Takes_large_and_empty_payloads(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        var history = Given.History();
        byte[][] payloads = [RandomNumberGenerator.GetBytes(16 * 1024 * 1024), [], RandomNumberGenerator.GetBytes(100_000)];

        await store.AddAsync(new Append
        {
            History = history,
            Seen = [new Seen(history, 0)],
            Events = [.. payloads.Select(payload => new SealedEvent(payload, SHA256.HashData(payload)))],
            Record = Given.Record(history, new string('r', 1_000_000)),
        });

        var events = await store.ReadAsync(history, 0, 10, CancellationToken.None);
        Assert.Equal(payloads.Select(Convert.ToHexString), events.Select(item => Convert.ToHexString(item.Payload)));
        Assert.Equal(1_000_000, (await store.LogAsync())[0][0].Length);
    }
}
