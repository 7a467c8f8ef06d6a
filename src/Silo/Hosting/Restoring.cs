using MedRecords.Grains.Operations;
using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;
using MedRecords.Silo.Security;

namespace MedRecords.Silo.Hosting;

/// <summary>Fills an empty database from a backup, and checks what is then there.</summary>
internal static class Restoring
{
    public static async Task RunAsync(SiloSettings options, string file, CancellationToken cancellation)
    {
        if (!File.Exists(file))
            throw new StartRefusedException($"There is no file {file}. Name the backup to restore.");
        var ring = await KeyRings.LoadAsync(options, journalHasKeys: true, cancellation);
        await using var store = JournalStores.Create(options);
        await store.OpenAsync(cancellation);
        await using (var source = File.OpenRead(file))
            await store.RestoreAsync(source, cancellation);
        Console.WriteLine($"Restored {await store.ReadLastCommitAsync(cancellation)} commits.");
        // The backup is whole either way; that it holds together, and that the key ring fits, is told apart.
        await CheckChainsAsync(store);
        await InstitutionKeys.OpenAsync(store, ring, cancellation);
        await new MasterKeys(store, ring).CheckAsync(ring, cancellation);
        Console.WriteLine("The key ring fits. Start the service as usual.");
    }

    private static async Task CheckChainsAsync(IJournalStore store)
    {
        await foreach (var check in JournalChecks.RunAsync(store))
        {
            if (check.Finding.Length > 0)
                throw new JournalDamagedException($"The backup was restored as it is, and it does not hold together: {check.Finding} Keep it, and restore an older one into another place.");
            if (check.Finished)
                Console.WriteLine($"Checked {check.Commits} commits and {check.Versions} versions: every chain holds.");
        }
    }
}
