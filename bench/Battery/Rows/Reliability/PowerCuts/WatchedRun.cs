using MedRecords.Battery.Hosts;
using MedRecords.Journal.Sealing;
using MedRecords.Journal.Sqlite;

namespace MedRecords.Battery.Rows.Reliability.PowerCuts;

/// <summary>One run of a process that uses a journal, and all that it did to the disk.</summary>
/// <param name="Operations">What it did, in order.</param>
/// <param name="Ring">The key ring of the journal.</param>
internal sealed record WatchedRun(IReadOnlyList<DiskOperation> Operations, KeyRing Ring)
{
    /// <summary>Name of the journal's file.</summary>
    public const string JournalFile = "journal.db";

    /// <summary>Starts the process, waits for its end and reads what was logged.</summary>
    public static async Task<WatchedRun> RunAsync(WorkFolder folder, SqliteSynchronous synchronous, int accesses)
    {
        var place = folder.Create("power-cut");
        var (data, ringFile, log) = (Path.Combine(place, "data"), Path.Combine(place, "ring"), Path.Combine(place, "log"));
        Directory.CreateDirectory(data);
        var ring = KeyRing.GenerateText();
        await File.WriteAllTextAsync(ringFile, ring);
        var command = Self.Command(PowerCutChild.Name, Path.Combine(data, JournalFile), ringFile, synchronous.ToString(), accesses.ToString());
        command.Environment["LD_PRELOAD"] = await Preloads.CompileAsync("powercut", place);
        command.Environment["POWERCUT_FOLDER"] = data;
        command.Environment["POWERCUT_LOG"] = log;
        await ProgramRun.ReadAsync(command);
        return new WatchedRun(DiskOperation.ReadLog(log), KeyRing.Parse(ring));
    }
}
