using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Tests.Conformance;

public sealed class Identifier_case
{
    [Theory, EveryBackend]
    public async Task Cannot_name_a_history_twice(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        var history = HistoryId.Create(HistoryKind.Chart, Convert.FromHexString("ABCDEFABCDEFABCDEFABCDEFABCDEFAB"));
        await store.AddAsync(Given.First(history, null, "term"));

        var found = Assert.Single(await store.FindHistoriesAsync([Given.Term("term")], 10, CancellationToken.None));

        Assert.Equal(history, found);
        Assert.StartsWith("abcdefab-cdef-", found.ToString(), StringComparison.Ordinal);
        Assert.True(HistoryId.TryParse(found.ToString(), HistoryKind.Chart, out var parsed));
        Assert.Equal(["first"], await store.PayloadsAsync(parsed));
        Assert.False(HistoryId.TryParse(found.ToString().ToUpperInvariant(), HistoryKind.Chart, out _));
    }
}
