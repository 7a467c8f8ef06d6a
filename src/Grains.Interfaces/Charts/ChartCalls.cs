using MedRecords.Grains.Interfaces.Calls;
using MedRecords.V1;

namespace MedRecords.Grains.Interfaces.Charts;

/// <summary>Opens a chart.</summary>
/// <param name="OperationId">The caller's own id for the operation.</param>
/// <param name="Site">The first treating site.</param>
/// <param name="Demographics">Who the patient is.</param>
[GenerateSerializer, Immutable]
public sealed record OpenChart(string OperationId, string Site, EntryContent Demographics) : Confidential;

/// <summary>Records entries.</summary>
/// <param name="OperationId">The caller's own id for the operation.</param>
/// <param name="Site">Where the caller records; empty to let the caller's only role decide.</param>
/// <param name="ExpectedVersion">The version that the caller has seen; null for any.</param>
/// <param name="Entries">What to record.</param>
[GenerateSerializer, Immutable]
public sealed record AppendEntries(string OperationId, string Site, long? ExpectedVersion, IReadOnlyList<EntryContent> Entries) : Confidential;

/// <summary>Amends an entry.</summary>
/// <param name="OperationId">The caller's own id for the operation.</param>
/// <param name="Site">Where the caller records; empty to let the caller's only role decide.</param>
/// <param name="ExpectedVersion">The version that the caller has seen; null for any.</param>
/// <param name="EntryId">The entry's number.</param>
/// <param name="Content">What it says from now on.</param>
/// <param name="Reason">Why.</param>
[GenerateSerializer, Immutable]
public sealed record AmendEntry(string OperationId, string Site, long? ExpectedVersion, long EntryId, EntryContent Content, string Reason) : Confidential;

/// <summary>Retracts an entry.</summary>
/// <param name="OperationId">The caller's own id for the operation.</param>
/// <param name="Site">Where the caller records; empty to let the caller's only role decide.</param>
/// <param name="ExpectedVersion">The version that the caller has seen; null for any.</param>
/// <param name="EntryId">The entry's number.</param>
/// <param name="Reason">Why.</param>
[GenerateSerializer, Immutable]
public sealed record RetractEntry(string OperationId, string Site, long? ExpectedVersion, long EntryId, string Reason) : Confidential;

/// <summary>Lets stand what the patient or a proxy recorded.</summary>
/// <param name="OperationId">The caller's own id for the operation.</param>
/// <param name="Site">Where the caller works; empty to let the caller's only role decide.</param>
/// <param name="EntryId">The entry's number.</param>
/// <param name="Note">What the caller says of it; empty for nothing.</param>
[GenerateSerializer, Immutable]
public sealed record ReviewEntry(string OperationId, string Site, long EntryId, string Note) : Confidential;

/// <summary>Adds a treating site.</summary>
/// <param name="OperationId">The caller's own id for the operation.</param>
/// <param name="Site">The site to add.</param>
[GenerateSerializer, Immutable]
public sealed record AddTreatingSite(string OperationId, string Site);

/// <summary>Imports entries. An entry is known by its source's type and id, and a revision by its content.</summary>
/// <param name="Site">The importing site.</param>
/// <param name="Entries">Entries, each with its source; at most 1,000.</param>
[GenerateSerializer, Immutable]
public sealed record ImportEntries(string Site, IReadOnlyList<EntryContent> Entries) : Confidential;

/// <summary>What an operation recorded.</summary>
/// <param name="ChartId">The chart.</param>
/// <param name="Version">The chart's version after the operation.</param>
/// <param name="EntryIds">Numbers of the entries it concerned.</param>
/// <param name="AlreadyRecorded">Whether it had been carried out before.</param>
[GenerateSerializer, Immutable]
public sealed record Recorded(string ChartId, long Version, IReadOnlyList<long> EntryIds, bool AlreadyRecorded);

/// <summary>What an import recorded.</summary>
/// <param name="Version">The chart's version after it.</param>
/// <param name="Stored">Entries or revisions that were new.</param>
/// <param name="Unchanged">Entries that the chart had already.</param>
[GenerateSerializer, Immutable]
public sealed record Imported(long Version, int Stored, int Unchanged);

/// <summary>A chart at a glance, as the caller may see it.</summary>
/// <param name="Version">The chart's version.</param>
/// <param name="Demographics">Who the patient is; null where the caller may see nothing of it.</param>
/// <param name="Counts">Entries by kind.</param>
/// <param name="Latest">The latest entries, newest first.</param>
/// <param name="Sites">Treating sites.</param>
[GenerateSerializer, Immutable]
public sealed record ChartSummary(long Version, Entry? Demographics, IReadOnlyList<KindTally> Counts, IReadOnlyList<Entry> Latest, IReadOnlyList<string> Sites) : Confidential;

/// <summary>Which entries to list, and how far the list has come.</summary>
/// <param name="Action">List or export.</param>
/// <param name="Kinds">Kinds; none for all.</param>
/// <param name="From">Clinically at or after, Unix milliseconds; null for no bound.</param>
/// <param name="Before">Clinically before, Unix milliseconds; null for no bound.</param>
/// <param name="AsOf">As known at this moment; null for now. Used for the first page only.</param>
/// <param name="IncludeRetracted">Whether retracted entries are listed.</param>
/// <param name="NewestFirst">Whether the order is reversed.</param>
/// <param name="Limit">Entries wanted in this page, 1 to 500.</param>
/// <param name="AtVersion">The version that the list shows; 0 for the first page.</param>
/// <param name="After">The last entry number of the page before; 0 for the first page.</param>
[GenerateSerializer, Immutable]
public sealed record EntryQuery(
    AccessAction Action,
    KindSet Kinds,
    long? From,
    long? Before,
    DateTimeOffset? AsOf,
    bool IncludeRetracted,
    bool NewestFirst,
    int Limit,
    long AtVersion,
    long After);

/// <summary>One page of entries.</summary>
/// <param name="Version">The version that the list shows.</param>
/// <param name="Entries">The entries.</param>
/// <param name="More">Whether another page may follow.</param>
[GenerateSerializer, Immutable]
public sealed record EntryPage(long Version, IReadOnlyList<Entry> Entries, bool More) : Confidential;

/// <summary>Which accesses to list.</summary>
/// <param name="BeforeCommit">Only from commits with lower numbers; <see cref="long.MaxValue"/> for the first page.</param>
/// <param name="Limit">Accesses wanted, 1 to 500.</param>
[GenerateSerializer, Immutable]
public sealed record AccessQuery(long BeforeCommit, int Limit);

/// <summary>One page of accesses, newest first.</summary>
/// <param name="Accesses">The accesses.</param>
/// <param name="NextBefore">BeforeCommit of the next page; 0 where there is none.</param>
[GenerateSerializer, Immutable]
public sealed record AccessPage(IReadOnlyList<AccessRecord> Accesses, long NextBefore) : Confidential;

/// <summary>One change of a chart.</summary>
/// <param name="Version">The version that it made.</param>
/// <param name="EntryId">The entry; 0 for the chart as a whole.</param>
/// <param name="Kind">The entry's kind.</param>
/// <param name="Action">What was done.</param>
/// <param name="RecordedAt">When it was recorded.</param>
[GenerateSerializer, Immutable]
public sealed record ChartChange(long Version, long EntryId, EntryKind Kind, AccessAction Action, DateTimeOffset RecordedAt);

/// <summary>Changes in the order of their versions.</summary>
/// <param name="Changes">The changes that the caller may know of.</param>
[GenerateSerializer, Immutable]
public sealed record ChangeList(IReadOnlyList<ChartChange> Changes);

/// <summary>Result of walking a chart's chain.</summary>
/// <param name="Versions">Versions checked.</param>
/// <param name="FirstBroken">The first that does not hold; 0 where all do.</param>
/// <param name="Head">The newest hash.</param>
[GenerateSerializer, Immutable]
public sealed record ChartCheck(long Versions, long FirstBroken, byte[] Head);
