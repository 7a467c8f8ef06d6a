using MedRecords.Silo.Security;

namespace MedRecords.Silo.Hosting;

/// <summary>Fills an empty database from a backup.</summary>
internal static class Restoring
{
    public static async Task RunAsync(SiloOptions options, string file, CancellationToken cancellation)
    {
        if (!File.Exists(file))
            throw new StartRefusedException($"There is no file {file}. Name the backup to restore.");
        await using var store = JournalStores.Create(options);
        await store.OpenAsync(cancellation);
        await using (var source = File.OpenRead(file))
            await store.RestoreAsync(source, cancellation);
        var ring = await KeyRings.LoadAsync(options, journalHasKeys: true, cancellation);
        await Journal.Sealing.InstitutionKeys.OpenAsync(store, ring, cancellation);
        Console.WriteLine($"Restored {await store.ReadLastCommitAsync(cancellation)} commits. The key ring fits. Start the service as usual.");
    }
}
