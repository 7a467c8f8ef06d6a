namespace MedRecords.Journal.Contract;

/// <summary>Looks at a journal without opening it as its service would, and changes nothing in it.</summary>
public interface IJournalInspector
{
    /// <summary>
    /// Looks. Throws <see cref="JournalUnavailableException"/> where the database does not answer, and
    /// <see cref="JournalRefusedException"/> with what to do where there is something else in its place, or another
    /// process holds it.
    /// </summary>
    Task<JournalInspection> InspectAsync(CancellationToken cancellation);
}

/// <summary>What can be seen of a journal from outside.</summary>
/// <param name="Version">Version of the tables; null where there are none yet.</param>
/// <param name="KnownVersion">Version that this program reads and writes.</param>
/// <param name="InstitutionKey">The institution's key as it is kept, wrapped; null where there is none yet.</param>
/// <param name="Server">The server's side; null where there is no server.</param>
public sealed record JournalInspection(int? Version, int KnownVersion, byte[]? InstitutionKey, ServerInspection? Server);

/// <summary>What a database server says of itself.</summary>
/// <param name="Clock">Its time, while it was asked.</param>
/// <param name="ClockError">How far off the time may be because of the way there and back.</param>
/// <param name="Settings">Its settings that the journal depends on, by name.</param>
/// <param name="MostConnections">How many connections it allows to ordinary users.</param>
/// <param name="Connections">How many it has.</param>
/// <param name="IsReplica">Whether it follows another server.</param>
public sealed record ServerInspection(
    DateTimeOffset Clock, TimeSpan ClockError, IReadOnlyDictionary<string, string> Settings, int MostConnections, int Connections, bool IsReplica);
