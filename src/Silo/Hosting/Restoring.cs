using MedRecords.Journal.Sealing;
using MedRecords.Silo.Security;

namespace MedRecords.Silo.Hosting;

/// <summary>Fills an empty database from a backup.</summary>
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
        // The backup is whole either way; that the key ring fits is told apart.
        await InstitutionKeys.OpenAsync(store, ring, cancellation);
        await new MasterKeys(store, ring).CheckAsync(ring, cancellation);
        Console.WriteLine("The key ring fits. Start the service as usual.");
    }
}
