using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MedRecords.Journal;
using MedRecords.Journal.Commit;
using MedRecords.Journal.Contract;

namespace MedRecords.Battery.Rows.Reliability.PowerCuts;

/// <summary>Several writers of one journal, each with histories of its own, who tell at once of each access that was acknowledged.</summary>
/// <param name="journal">The journal.</param>
/// <param name="acknowledge">Is told, from any thread.</param>
internal sealed class JournalWriters(SealedJournal journal, Action<Acknowledgement> acknowledge)
{
    private const int Writers = 8;
    private const int HistoriesPerWriter = 8;
    private const int MostEvents = 3;
    private const int LongestContent = 300;

    /// <summary>Called now and then with a history and random bytes, for whoever wants to store a snapshot.</summary>
    public Func<HistoryId, byte[], Task> Snapshot { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>Lets each writer commit so many accesses, or fewer where it is stopped.</summary>
    public Task RunAsync(int accesses, CancellationToken stop = default) =>
        Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => UseAsync(writer, accesses, stop), CancellationToken.None)));

    private async Task UseAsync(int writer, int accesses, CancellationToken stop)
    {
        var random = new Random(writer);
        var positions = Enumerable.Range(0, HistoriesPerWriter).Select(_ => Position.Empty(NewHistory(random))).ToArray();
        for (var i = 0; i < accesses && !stop.IsCancellationRequested; i++)
        {
            var place = random.Next(positions.Length);
            var id = positions[place].Id;
            var access = ((long)writer << 32) + i;
            var events = random.Next(4) == 0 ? Array.Empty<IMessage>() : Enumerable.Range(0, random.Next(1, MostEvents + 1)).Select(_ => NewEvent(random)).ToArray();
            var outcome = await journal.CommitAsync(new Proposal(positions[place], [], events, new Int64Value { Value = access }, []));
            var after = outcome.After ?? throw new InvalidOperationException("A version was not current that nobody else writes.");
            positions[place] = after;
            acknowledge(new Acknowledgement(access, id, events.Length == 0 ? 0 : after.Version, after.Head));
            if (random.Next(10) == 0)
                await Snapshot(id, new byte[random.Next(1, LongestContent)]);
        }
    }

    private static HistoryId NewHistory(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return HistoryId.Create(HistoryKind.Chart, bytes);
    }

    private static IMessage NewEvent(Random random)
    {
        var content = new byte[random.Next(LongestContent)];
        random.NextBytes(content);
        return new BytesValue { Value = ByteString.CopyFrom(content) };
    }
}
