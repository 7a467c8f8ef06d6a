namespace MedRecords.Journal.Contract;

/// <summary>Where a process says what it does, and hears what its operators ask of it.</summary>
public interface ISiloReports
{
    /// <summary>
    /// Writes what a process says of itself. A first report takes the name over from whoever had it, and with it
    /// ends what was asked of that one; a later one changes nothing where the name has been taken over.
    /// </summary>
    Task<ReportReceipt> ReportAsync(SiloReport report, CancellationToken cancellation);
}

/// <summary>
/// Where the processes on one journal say what they do, and where each hears what its operators ask of it. It is
/// kept beside the journal and is no part of it: no backup holds it, and what is lost with it comes back with the
/// next report.
/// </summary>
/// <remarks>
/// Time is the database's, so that clocks of machines need not agree. All members throw
/// <see cref="JournalUnavailableException"/> where the database does not answer, which is no fault of the process
/// that reports, and give up by themselves after a few seconds.
/// </remarks>
public interface ISiloRegistry : ISiloReports
{
    /// <summary>The newest report under each name, of the last day.</summary>
    Task<IReadOnlyList<RegisteredSilo>> ListAsync(CancellationToken cancellation);

    /// <summary>Asks that the process of this name drains; null where there is no such name. Once asked, it stays so.</summary>
    Task<RegisteredSilo?> RequestDrainAsync(string name, CancellationToken cancellation);
}

/// <summary>What a process says of itself.</summary>
/// <param name="Name">Its name, which no other process on the journal has.</param>
/// <param name="Instance">Tells it from others of the same name, before it or by mistake beside it.</param>
/// <param name="IsFirst">Whether it reports for the first time.</param>
/// <param name="Status">What it says, in a form that the registry does not look into.</param>
public sealed record SiloReport(string Name, Guid Instance, bool IsFirst, ReadOnlyMemory<byte> Status);

/// <summary>What a process learns from its report.</summary>
/// <param name="IsKept">Whether the report is in the registry; false where another process has taken the name.</param>
/// <param name="DrainRequested">Whether its operators ask that it drains.</param>
/// <param name="Now">The time by the database's clock while it took the report.</param>
public sealed record ReportReceipt(bool IsKept, bool DrainRequested, DateTimeOffset Now);

/// <summary>A process as the registry has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">What it last said.</param>
/// <param name="Unseen">How long ago.</param>
/// <param name="DrainRequested">Whether its operators ask that it drains.</param>
public sealed record RegisteredSilo(string Name, ReadOnlyMemory<byte> Status, TimeSpan Unseen, bool DrainRequested);
