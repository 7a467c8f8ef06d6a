using System.Globalization;
using MedRecords.Journal;
using MedRecords.Journal.Sealing;
using MedRecords.Journal.Sqlite;

namespace MedRecords.Battery.Rows.Reliability.PowerCuts;

/// <summary>
/// The sub-command that uses a journal while the preloaded library watches: writers who also write
/// snapshots, and who write down what was acknowledged.
/// </summary>
internal static class PowerCutChild
{
    /// <summary>Name of the sub-command.</summary>
    public const string Name = "power-cut-child";

    /// <summary>Runs it with the journal's file, the file of the key ring, when a commit counts as stored, and the accesses of each writer.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var (path, ring) = (arguments[0], KeyRing.Parse(await File.ReadAllTextAsync(arguments[1])));
        var store = new SqliteJournalStore(new SqliteJournalOptions(path, Enum.Parse<SqliteSynchronous>(arguments[2])));
        await store.OpenAsync(CancellationToken.None);
        await using var journal = new SealedJournal(store, ring, await InstitutionKeys.OpenAsync(store, ring, CancellationToken.None));
        using var acknowledged = File.OpenHandle(Path.Combine(Path.GetDirectoryName(path)!, Acknowledgement.FileName), FileMode.CreateNew, FileAccess.Write);
        var (gate, count) = (new Lock(), 0);
        await new JournalWriters(journal, Acknowledge)
        {
            // Snapshots are written without a sync; the commits after them must not inherit that.
            Snapshot = (id, bytes) => store.WriteSnapshotAsync(id, bytes, CancellationToken.None),
        }.RunAsync(int.Parse(arguments[3], CultureInfo.InvariantCulture));
        return 0;

        void Acknowledge(Acknowledgement one)
        {
            lock (gate)
                RandomAccess.Write(acknowledged, one.Write(), (long)count++ * Acknowledgement.Length);
        }
    }
}
