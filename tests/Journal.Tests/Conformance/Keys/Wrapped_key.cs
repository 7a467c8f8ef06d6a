using System.Text;

namespace MedRecords.Journal.Tests.Conformance;

public sealed class Wrapped_key
{
    [Theory, EveryBackend]
    public async Task Is_there_from_the_first_append_on(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        var (one, other) = (Given.History(), Given.History());
        await store.AddAsync(Given.First(one, key: "one's"), Given.First(other, key: "other's"));
        await store.AddAsync(Given.Write(one, 1, "later"));

        Assert.Equal("one's", await ReadAsync(one));
        Assert.Equal("other's", await ReadAsync(other));
        Assert.Null(await store.ReadKeyAsync(Given.History(), CancellationToken.None));

        async Task<string> ReadAsync(Contract.HistoryId history) =>
            Encoding.UTF8.GetString((await store.ReadKeyAsync(history, CancellationToken.None))!);
    }
}
