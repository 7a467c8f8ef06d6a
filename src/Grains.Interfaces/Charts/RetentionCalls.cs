using MedRecords.Grains.Interfaces.Calls;
using MedRecords.V1;

namespace MedRecords.Grains.Interfaces.Charts;

/// <summary>A change of what stands against, or for, a chart's destruction.</summary>
/// <param name="OperationId">The caller's own id for the operation.</param>
[GenerateSerializer, Immutable]
public abstract record RetentionChange(string OperationId) : Confidential;

/// <summary>Sets a legal hold.</summary>
/// <param name="OperationId">The caller's own id for the operation.</param>
/// <param name="Hold">The hold; its id, who sets it and when are filled in.</param>
[GenerateSerializer, Immutable]
public sealed record SetHold(string OperationId, LegalHold Hold) : RetentionChange(OperationId);

/// <summary>Releases a legal hold.</summary>
/// <param name="OperationId">The caller's own id for the operation.</param>
/// <param name="Id">Its id.</param>
/// <param name="Reason">Why.</param>
[GenerateSerializer, Immutable]
public sealed record ReleaseHold(string OperationId, string Id, string Reason) : RetentionChange(OperationId);

/// <summary>What a change of retention recorded.</summary>
/// <param name="Id">Id of what was changed.</param>
/// <param name="Version">The chart's version after it.</param>
/// <param name="AlreadyRecorded">Whether it had been carried out before, or there was nothing to change.</param>
[GenerateSerializer, Immutable]
public sealed record RetentionRecorded(string Id, long Version, bool AlreadyRecorded);

/// <summary>Legal holds on a chart.</summary>
/// <param name="Items">The holds, the newest last.</param>
[GenerateSerializer, Immutable]
public sealed record Holds(IReadOnlyList<LegalHold> Items) : Confidential;
