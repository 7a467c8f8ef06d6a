using MedRecords.Grains.Interfaces.Calls;

namespace MedRecords.Grains.Interfaces.Retention;

/// <summary>Finds charts whose retention has passed. Any number of them work side by side; the key is 0.</summary>
public interface IRetentionGrain : IGrainWithIntegerKey
{
    /// <summary>Lists charts of the caller's that are due; each one listed is on record.</summary>
    Task<Answer<DueCharts>> ListDueAsync(Caller caller, DueQuery query);
}

/// <summary>Which part of the charts to look through.</summary>
/// <param name="Slice">The first of the 65,536 slices of all ids, by their first two bytes, that is looked through.</param>
/// <param name="Limit">Charts after which no further slice is begun.</param>
[GenerateSerializer, Immutable]
public sealed record DueQuery(int Slice, int Limit);

/// <summary>Charts that are due.</summary>
/// <param name="Charts">The charts.</param>
/// <param name="NextSlice">The slice to go on at; null where there is no more.</param>
[GenerateSerializer, Immutable]
public sealed record DueCharts(IReadOnlyList<Due> Charts, int? NextSlice) : Confidential;

/// <summary>A chart that need not be kept any longer.</summary>
/// <param name="ChartId">The chart.</param>
/// <param name="KeptUntil">The last day of its retention.</param>
/// <param name="IsHeld">Whether a legal hold keeps it all the same.</param>
[GenerateSerializer, Immutable]
public sealed record Due(string ChartId, DateOnly KeptUntil, bool IsHeld) : Confidential;
