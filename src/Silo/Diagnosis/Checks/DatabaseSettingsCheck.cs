using System.Runtime.CompilerServices;
using MedRecords.V1;

namespace MedRecords.Silo.Diagnosis.Checks;

/// <summary>Whether the database server keeps what it acknowledges, and notices damage.</summary>
internal sealed class DatabaseSettingsCheck() : Check("settings")
{
    // What a power cut may take where one of them is off.
    private static readonly string[] Durability = ["fsync", "full_page_writes", "synchronous_commit"];

    public override async IAsyncEnumerable<Finding> RunAsync(Examination subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (await subject.TryJournalAsync() is not { Server: { } server })
            yield break;
        var off = Durability.Where(name => server.Settings[name] == "off").ToList();
        foreach (var name in off)
            yield return Error($"PostgreSQL runs with {name} = off, so a power cut loses acknowledged commits.", $"Set {name} to on; the service refuses to start before.");
        if (server.IsReplica || server.Settings["default_transaction_read_only"] == "on")
            yield return Error("The database is read-only or a replica.", "Connect to the primary.");
        else if (server.Settings["data_checksums"] != "on")
            yield return Warning("PostgreSQL's data checksums are off, so damage on its disk can go unnoticed.", "Stop the server and run pg_checksums --enable.");
        else if (off.Count == 0)
            yield return Ok("PostgreSQL keeps what it acknowledges, and its data checksums are on.");
    }
}
