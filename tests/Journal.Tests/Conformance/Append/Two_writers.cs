using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Tests.Conformance;

public sealed class Two_writers
{
    private const int WritesEach = 200;

    [Theory, EveryBackend]
    public async Task Of_one_history_leave_dense_versions_and_every_acknowledged_event(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var (one, other) = await place.OpenTwoAsync();
        var history = Given.History();

        var acknowledged = await Task.WhenAll(WriteAsync(one, history, "one"), WriteAsync(other, history, "other")).InTime("two writers");

        var stored = await one.PayloadsAsync(history);
        Assert.Equal(2 * WritesEach, stored.Length);
        foreach (var (version, payload) in acknowledged.SelectMany(writes => writes))
            Assert.Equal(payload, stored[version - 1]);
    }

    [Theory, EveryBackend]
    public async Task Of_histories_apart_leave_dense_commits(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var (one, other) = await place.OpenTwoAsync();

        await Task.WhenAll(WriteAsync(one, Given.History(), "one"), WriteAsync(other, Given.History(), "other")).InTime("two writers");

        Assert.Equal(2 * WritesEach, (await one.LogAsync()).Length);
    }

    /// <summary>Writes until it was acknowledged so many times, deciding anew whenever it comes second.</summary>
    private static async Task<List<(long Version, string Payload)>> WriteAsync(IJournalStore store, HistoryId history, string name)
    {
        var acknowledged = new List<(long, string)>();
        for (long seen = 0; acknowledged.Count < WritesEach;)
        {
            var payload = $"{name} {acknowledged.Count}";
            var result = (await store.TryAsync(Given.Write(history, seen, payload)))[0];
            seen = result.Current[0];
            if (result.Committed)
                acknowledged.Add((++seen, payload));
        }
        return acknowledged;
    }
}
