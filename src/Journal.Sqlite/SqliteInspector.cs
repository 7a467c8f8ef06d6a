using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;

namespace MedRecords.Journal.Sqlite;

/// <summary>Looks at a journal's file that no service has open, and makes none.</summary>
/// <param name="path">The file.</param>
public sealed class SqliteInspector(string path) : IJournalInspector
{
    /// <inheritdoc/>
    public Task<JournalInspection> InspectAsync(CancellationToken cancellation) => Task.Run(Inspect, cancellation);

    private JournalInspection Inspect()
    {
        if (!File.Exists(path))
            return new JournalInspection(null, Schema.Version, null, null);
        try
        {
            using var database = Database.Open(path, create: false);
            if (database.IsReadOnly)
                throw new JournalRefusedException($"{path} cannot be written: see to the permissions of the file and its folder.");
            // The one connection there is, as for the service: two that write can harm the file.
            database.Execute("PRAGMA locking_mode = EXCLUSIVE");
            var version = Schema.ReadVersion(database, path);
            return version == 0
                ? new JournalInspection(null, Schema.Version, null, null)
                : new JournalInspection((int)version, Schema.Version, Reads.ReadSetting(database, InstitutionKeys.RootSetting), null);
        }
        catch (SqliteFailure failure)
        {
            throw Failures.OfOpen(failure, path);
        }
    }
}
