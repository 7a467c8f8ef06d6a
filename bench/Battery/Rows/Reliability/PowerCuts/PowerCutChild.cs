using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MedRecords.Journal;
using MedRecords.Journal.Commit;
using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;
using MedRecords.Journal.Sqlite;

namespace MedRecords.Battery.Rows.Reliability.PowerCuts;

/// <summary>
/// The sub-command that uses a journal while the preloaded library watches: several writers, each with its
/// own histories, who also read and write snapshots, and who write down what was acknowledged.
/// </summary>
internal static class PowerCutChild
{
    /// <summary>Name of the sub-command.</summary>
    public const string Name = "power-cut-child";

    private const int Writers = 8;
    private const int HistoriesPerWriter = 8;
    private const int MostEvents = 3;
    private const int LongestContent = 300;

    /// <summary>Runs it with the journal's file, the file of the key ring, when a commit counts as stored, and the accesses of each writer.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var (path, ring) = (arguments[0], KeyRing.Parse(await File.ReadAllTextAsync(arguments[1])));
        var store = new SqliteJournalStore(new SqliteJournalOptions(path, System.Enum.Parse<SqliteSynchronous>(arguments[2])));
        await store.OpenAsync(CancellationToken.None);
        await using var journal = new SealedJournal(store, ring, await InstitutionKeys.OpenAsync(store, ring, CancellationToken.None));
        using var acknowledged = File.OpenHandle(Path.Combine(Path.GetDirectoryName(path)!, Acknowledgement.FileName), FileMode.CreateNew, FileAccess.Write);
        var (gate, count) = (new Lock(), 0);
        var accesses = int.Parse(arguments[3], CultureInfo.InvariantCulture);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => UseAsync(journal, store, writer, accesses, Acknowledge))));
        return 0;

        void Acknowledge(Acknowledgement one)
        {
            lock (gate)
                RandomAccess.Write(acknowledged, one.Write(), (long)count++ * Acknowledgement.Length);
        }
    }

    private static async Task UseAsync(SealedJournal journal, SqliteJournalStore store, int writer, int accesses, Action<Acknowledgement> acknowledge)
    {
        var random = new Random(writer);
        var positions = Enumerable.Range(0, HistoriesPerWriter).Select(_ => Position.Empty(NewHistory(random))).ToArray();
        for (var i = 0; i < accesses; i++)
        {
            var place = random.Next(positions.Length);
            var id = positions[place].Id;
            var access = ((long)writer << 32) + i;
            var events = random.Next(4) == 0 ? Array.Empty<IMessage>() : Enumerable.Range(0, random.Next(1, MostEvents + 1)).Select(_ => NewEvent(random)).ToArray();
            var outcome = await journal.CommitAsync(new Proposal(positions[place], [], events, new Int64Value { Value = access }, []));
            var after = outcome.After ?? throw new InvalidOperationException("A version was not current that nobody else writes.");
            positions[place] = after;
            acknowledge(new Acknowledgement(access, id, events.Length == 0 ? 0 : after.Version, after.Head));
            // Snapshots are written without a sync; the commits after them must not inherit that.
            if (random.Next(10) == 0)
                await store.WriteSnapshotAsync(id, new byte[random.Next(1, LongestContent)], CancellationToken.None);
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
