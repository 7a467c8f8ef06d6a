using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Tests.Conformance;

public sealed class Freshness
{
    [Theory, EveryBackend]
    public async Task Of_a_read_is_every_commit_acknowledged_before_it_began(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var (writer, reader) = await place.OpenTwoAsync();
        var history = Given.History();

        for (var version = 0; version < 200; version++)
        {
            var commit = await writer.AddAsync(Given.Write(history, version, $"event {version}"));
            Assert.Equal(version + 1, (await reader.ReadNewestAsync(history, 1, CancellationToken.None))[0].Version);
            Assert.Equal(commit, await reader.ReadLastCommitAsync(CancellationToken.None));
        }
    }

    [Theory, EveryBackend]
    public async Task Of_reads_beside_a_writer_never_goes_back_or_leaves_a_gap(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var (writer, reader) = await place.OpenTwoAsync();
        var history = Given.History();

        var writing = WriteAsync(writer, history);
        for (var seen = 0; !writing.IsCompleted;)
        {
            var count = (await reader.PayloadsAsync(history)).Length;
            Assert.True(count >= seen, $"A read found {count} events after one that found {seen}.");
            seen = count;
        }
        await writing;
    }

    private static async Task WriteAsync(IJournalStore store, HistoryId history)
    {
        for (var version = 0; version < 600; version += 3)
            await store.AddAsync(Given.Write(history, version, "a", "b", "c"));
    }
}
