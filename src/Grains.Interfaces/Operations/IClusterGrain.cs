using MedRecords.Grains.Interfaces.Calls;
using MedRecords.V1;

namespace MedRecords.Grains.Interfaces.Operations;

/// <summary>
/// The processes that serve on one journal, as the registry has them. Any number of these grains work side by side;
/// the key is 0.
/// </summary>
public interface IClusterGrain : IGrainWithIntegerKey
{
    /// <summary>Lists the processes by site and name, for an administrator; the attempt is on record.</summary>
    Task<Answer<SiloList>> ListAsync(Caller caller);

    /// <summary>Asks, for an administrator, that a process drains; the attempt is on record.</summary>
    Task<Answer<SiloInfo>> DrainAsync(Caller caller, string name);

    /// <summary>Passes on what a process without a journal of its own says of itself.</summary>
    Task<ReportAnswer> ReportAsync(ForeignReport report);

    /// <summary>Whether the journal answers, for a process without one of its own; a fault where it does not.</summary>
    Task CheckAsync();
}

/// <summary>The processes that serve.</summary>
/// <param name="Silos">By site and name.</param>
[GenerateSerializer, Immutable]
public sealed record SiloList(IReadOnlyList<SiloInfo> Silos);

/// <summary>What a process without a journal of its own says.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Instance">Tells it from others of that name.</param>
/// <param name="IsFirst">Whether it reports for the first time.</param>
/// <param name="Status">Its status, encoded.</param>
[GenerateSerializer, Immutable]
public sealed record ForeignReport(string Name, Guid Instance, bool IsFirst, byte[] Status);

/// <summary>What it learns.</summary>
/// <param name="IsKept">Whether the report was kept.</param>
/// <param name="DrainRequested">Whether its operators ask that it drains.</param>
/// <param name="Now">The time by the database's clock.</param>
[GenerateSerializer, Immutable]
public sealed record ReportAnswer(bool IsKept, bool DrainRequested, DateTimeOffset Now);
