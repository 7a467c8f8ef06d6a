using Google.Protobuf.WellKnownTypes;
using MedRecords.Journal.Commit;
using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;
using MedRecords.Journal.Tests.Conformance;

namespace MedRecords.Journal.Tests.Sealing;

/// <summary>What whoever can write to the database, but has no key, may try with a history.</summary>
public sealed class Linked_history
{
    [Fact]
    public async Task Is_read_as_it_was_written()
    {
        await using var place = new SqlitePlace();

        Assert.Equal(["1", "2", "3"], await ReadAsync(place, await WriteAsync(place)));
    }

    [Theory]
    [InlineData("UPDATE events SET hash = zeroblob(32) WHERE version = 2")]
    [InlineData("UPDATE events SET hash = (SELECT hash FROM events WHERE version = 1) WHERE version = 3")]
    [InlineData("UPDATE events SET payload = (SELECT payload FROM events WHERE version = 1) WHERE version = 2")]
    [InlineData("UPDATE events SET version = CASE version WHEN 1 THEN -2 ELSE -1 END WHERE version < 3; UPDATE events SET version = -version WHERE version < 0")]
    public async Task Is_not_read_where_it_was_tampered_with(string tampering)
    {
        await using var place = new SqlitePlace();
        var written = await WriteAsync(place);
        place.Execute(tampering);

        await Assert.ThrowsAsync<JournalDamagedException>(() => ReadAsync(place, written));
    }

    private static async Task<(KeyRing Ring, HistoryId History)> WriteAsync(SqlitePlace place)
    {
        var ring = KeyRing.Parse(KeyRing.GenerateText());
        var store = await place.OpenAsync();
        await using var journal = new SealedJournal(store, ring, await InstitutionKeys.OpenAsync(store, ring, CancellationToken.None));
        var at = Position.Empty(Given.History());
        foreach (var text in (string[])["1", "2", "3"])
            at = (await journal.CommitAsync(new Proposal(at, [], [new StringValue { Value = text }], new StringValue(), []))).After!;
        return (ring, at.Id);
    }

    private static async Task<string[]> ReadAsync(SqlitePlace place, (KeyRing Ring, HistoryId History) written)
    {
        var store = await place.OpenAsync();
        await using var journal = new SealedJournal(store, written.Ring, await InstitutionKeys.OpenAsync(store, written.Ring, CancellationToken.None));
        var at = Position.Empty(written.History) with { Key = await journal.ReadKeyAsync(written.History, CancellationToken.None) };
        return [.. (await journal.ReadAsync(at, 10, CancellationToken.None)).Select(stored => StringValue.Parser.ParseFrom(stored.Content).Value)];
    }
}
