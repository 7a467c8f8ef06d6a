using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Simulation.Cluster;
using MedRecords.V1;

namespace MedRecords.Simulation.Checks;

/// <summary>One call of one client: what it asks for, and what everybody knew when it began.</summary>
/// <param name="Number">Its number; the access record has it as the network address.</param>
/// <param name="By">Who calls.</param>
/// <param name="Session">With which session.</param>
/// <param name="Action">What for.</param>
/// <param name="Subject">The chart, or the account.</param>
internal sealed record Call(int Number, Staff By, string Session, AccessAction Action, string Subject)
{
    /// <summary>The site that it names; empty for none.</summary>
    public string Site { get; init; } = string.Empty;

    /// <summary>Whether it begins a session, for which the caller needs none.</summary>
    public bool IsSignIn { get; init; }

    /// <summary>The newest version of the chart that anyone had been told of when it began.</summary>
    public long Floor { get; init; }

    /// <summary>How many accesses to the chart were on record when it began.</summary>
    public int AccessFloor { get; init; }

    /// <summary>Whether the caller's rights had been taken away, and this was confirmed, before it began.</summary>
    public bool IsRevoked { get; init; }

    /// <summary>How many times the caller had been given rights back when it began.</summary>
    public int Grants { get; init; }

    /// <summary>The operation that it tries, and no other call has tried for something else; empty where it is none.</summary>
    public string Operation { get; init; } = string.Empty;

    /// <summary>The version of the chart that it expects; null for any.</summary>
    public long? Expected { get; init; }

    /// <summary>What the versions that it adds must say; none for a read.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>The page before, where it asks for a later page of a list.</summary>
    public EntryQuery? Page { get; init; }

    /// <summary>How many entries it asks for at most.</summary>
    public int Limit { get; init; }

    /// <summary>Network address in the access record.</summary>
    public string Origin => $"call {Number}";

    /// <summary>The caller as grains know it.</summary>
    public Caller Caller => new(By.Id.ToString(), Session, Purpose.Unspecified, string.Empty, Origin);
}
