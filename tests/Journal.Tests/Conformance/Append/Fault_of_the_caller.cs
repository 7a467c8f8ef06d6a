using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Tests.Conformance;

public sealed class Fault_of_the_caller
{
    private static readonly HistoryId One = Given.History();
    private static readonly HistoryId Other = Given.History();

    public static readonly Dictionary<string, Append[]> Calls = new()
    {
        ["two writes of one history"] = [Given.Write(One, 0, "a"), Given.Write(One, 0, "b")],
        ["two keys of one history"] = [With(Given.First(One), key: true), With(Given.Read(One, 0), key: true)],
        ["a key with a later event"] = [With(Given.Write(One, 1, "a"), key: true)],
        ["nothing seen"] = [With(Given.Write(One, 0, "a"), seen: [])],
        ["another history seen first"] = [With(Given.Write(One, 0, "a"), seen: [new Seen(Other, 0), new Seen(One, 0)])],
        ["a negative version"] = [Given.Write(One, -1, "a")],
        ["a history without an id"] = [Given.Write(default, 0, "a")],
        ["a record of another history"] = [With(Given.Write(One, 0, "a"), record: Given.Record(Other, ""))],
        ["a record without a history"] = [With(Given.Write(One, 0, "a"), record: [1, 2, 3])],
        ["a short hash"] = [With(Given.Write(One, 0, "a"), item: new SealedEvent(new byte[1], new byte[31]))],
        ["a long term"] = [With(Given.Write(One, 0, "a"), term: new byte[17])],
    };

    public static IEnumerable<object[]> Cases =>
        Place.Names.SelectMany(backend => Calls.Keys.Select(call => new object[] { backend, call }));

    [Theory, MemberData(nameof(Cases))]
    public async Task Is_refused_and_stores_nothing(string backend, string call)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        var bystander = Given.History();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => store.TryAsync([Given.Write(bystander, 0, "x"), .. Calls[call]]));

        Assert.Empty(await store.PayloadsAsync(bystander));
        Assert.Equal(1, await store.AddAsync(Given.Write(bystander, 0, "y")));
    }

    [Theory, EveryBackend]
    public async Task Who_brings_a_second_key_is_refused_and_stores_nothing(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        var (keyed, bystander) = (Given.History(), Given.History());
        await store.AddAsync(With(Given.Read(keyed, 0), key: true));

        await Assert.ThrowsAsync<ArgumentException>(() =>
            store.TryAsync(Given.Write(bystander, 0, "x"), Given.First(keyed, key: "second")));

        Assert.Empty(await store.PayloadsAsync(bystander));
        Assert.Equal([1], await store.ReadKeyAsync(keyed, CancellationToken.None));
        Assert.Equal(2, await store.AddAsync(Given.Write(bystander, 0, "y")));
    }

    private static Append With(
        Append append, Seen[]? seen = null, byte[]? record = null, SealedEvent? item = null, byte[]? term = null, bool key = false) => new()
        {
            History = append.History,
            Seen = seen ?? append.Seen,
            Events = item is null ? append.Events : [item.Value],
            Record = record ?? append.Record,
            Terms = term is null ? append.Terms : [term],
            WrappedKey = key ? new byte[] { 1 } : append.WrappedKey,
        };
}
