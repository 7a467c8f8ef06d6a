using MedRecords.Grains.Directory;
using MedRecords.Grains.Histories;
using MedRecords.Grains.Operations;
using MedRecords.Journal;
using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;
using MedRecords.Silo.Presence;
using MedRecords.Silo.Security;
using MedRecords.V1;

namespace MedRecords.Silo.Hosting;

/// <summary>Fills an empty database from a backup, and checks what is then there.</summary>
internal static class Restoring
{
    public static async Task RunAsync(SiloSettings options, string file, CancellationToken cancellation)
    {
        if (!File.Exists(file))
            throw new StartRefusedException($"There is no file {file}. Name the backup to restore.");
        var begun = TimeProvider.System.GetUtcNow();
        var ring = await KeyRings.LoadAsync(options, journalHasKeys: true, cancellation);
        await using var store = JournalStores.Create(options);
        await store.OpenAsync(cancellation);
        await using (var source = File.OpenRead(file))
            await store.RestoreAsync(source, cancellation);
        Console.WriteLine($"Restored {await store.ReadLastCommitAsync(cancellation)} commits.");
        // The backup is whole either way; that it holds together, and that the key ring fits, is told apart.
        var finding = await CheckChainsAsync(store);
        var keys = await InstitutionKeys.OpenAsync(store, ring, cancellation);
        var masters = new MasterKeys(store, ring);
        await masters.CheckAsync(ring, cancellation);
        await using var journal = new SealedJournal(store, masters, keys);
        await RecordAsync(options, journal, begun, finding);
        if (finding.Length > 0)
            throw new JournalDamagedException($"The backup was restored as it is, and it does not hold together: {finding} Keep it, and restore an older one into another place.");
        Console.WriteLine("The key ring fits. Start the service as usual.");
    }

    /// <summary>What was restored holds that it was, when, where and with what success: only there can it be on record.</summary>
    private static async Task RecordAsync(SiloSettings options, SealedJournal journal, DateTimeOffset begun, string finding)
    {
        var directory = new Histories<DirectoryState>(journal, DirectoryState.Empty, DirectoryState.Apply);
        var records = new ServiceRecords(journal, directory, ProcessIdentity.Of(options).ServingAt(Environment.MachineName));
        await records.RecordAsync(SystemEvent.RestoreBegun, begun);
        await records.RecordAsync(SystemEvent.RestoreEnded, TimeProvider.System.GetUtcNow(), finding.Length == 0 ? AccessOutcome.Permitted : AccessOutcome.Refused);
    }

    private static async Task<string> CheckChainsAsync(IJournalStore store)
    {
        var finding = string.Empty;
        await foreach (var check in JournalChecks.RunAsync(store))
        {
            finding = check.Finding;
            if (check.Finished && finding.Length == 0)
                Console.WriteLine($"Checked {check.Commits} commits and {check.Versions} versions: every chain holds.");
        }

        return finding;
    }
}
