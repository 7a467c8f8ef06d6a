using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Patients;
using MedRecords.Grains.Interfaces.Retention;
using Orleans.Concurrency;

namespace MedRecords.Grains.Interfaces.Charts;

/// <summary>
/// A patient's chart; its key is the chart's id. It takes one write at a time, decides who may do what, and
/// answers only after the access is durably on record. A chart that the caller may not see is answered as
/// one that does not exist. Faults: JournalUnavailable, OutcomeUnknown, JournalDamaged.
/// </summary>
public interface IChartGrain : IGrainWithStringKey
{
    /// <summary>Opens the chart; its id must be that of the operation, see <see cref="ChartIds"/>.</summary>
    Task<Answer<Recorded>> OpenAsync(Caller caller, OpenChart command);

    /// <summary>Records entries, all or none.</summary>
    Task<Answer<Recorded>> AppendAsync(Caller caller, AppendEntries command);

    /// <summary>Replaces what an entry says.</summary>
    Task<Answer<Recorded>> AmendAsync(Caller caller, AmendEntry command);

    /// <summary>Withdraws an entry.</summary>
    Task<Answer<Recorded>> RetractAsync(Caller caller, RetractEntry command);

    /// <summary>Lets stand what the patient or a proxy recorded.</summary>
    Task<Answer<Recorded>> ReviewAsync(Caller caller, ReviewEntry command);

    /// <summary>Lets another site treat the patient.</summary>
    Task<Answer<Recorded>> AddSiteAsync(Caller caller, AddTreatingSite command);

    /// <summary>Records imported entries that the chart does not have yet; opens the chart where it is new.</summary>
    Task<Answer<Imported>> ImportAsync(Caller caller, ImportEntries command);

    /// <summary>Changes who stands to the chart in which way, or what its patient consents to.</summary>
    Task<Answer<RelationRecorded>> RelateAsync(Caller caller, RelationChange change);

    /// <summary>Lists who stands to the chart in which way, and what its patient consents to.</summary>
    [ReadOnly]
    Task<Answer<Relations>> ListRelationsAsync(Caller caller);

    /// <summary>Says whether somebody would be permitted something, and why.</summary>
    [ReadOnly]
    Task<Answer<Explanations>> ExplainAsync(Caller caller, ExplainQuery query);

    /// <summary>Changes what stands against, or for, the chart's destruction.</summary>
    Task<Answer<RetentionRecorded>> RetainAsync(Caller caller, RetentionChange change);

    /// <summary>Lists the legal holds.</summary>
    [ReadOnly]
    Task<Answer<Holds>> ListHoldsAsync(Caller caller);

    /// <summary>Until when the chart was to be kept; not found where it is not due, or is not for this caller.</summary>
    [ReadOnly]
    Task<Answer<Due>> FindDueAsync(Caller caller);

    /// <summary>Reads the summary.</summary>
    [ReadOnly]
    Task<Answer<ChartSummary>> GetAsync(Caller caller, int latest);

    /// <summary>Reads one page of entries.</summary>
    [ReadOnly]
    Task<Answer<EntryPage>> ListAsync(Caller caller, EntryQuery query);

    /// <summary>Reads every revision of an entry.</summary>
    [ReadOnly]
    Task<Answer<EntryPage>> GetHistoryAsync(Caller caller, long entryId);

    /// <summary>Lists accesses to the chart, newest first.</summary>
    [ReadOnly]
    Task<Answer<AccessPage>> ListAccessesAsync(Caller caller, AccessQuery query);

    /// <summary>Says what changed in these versions, as far as the caller may know.</summary>
    [ReadOnly]
    Task<Answer<ChangeList>> DescribeAsync(Caller caller, long firstVersion, int count);

    /// <summary>Whether the chart is one that a search looks for; not found where it is not, or is not for this caller.</summary>
    [ReadOnly]
    Task<Answer<PatientMatch>> MatchAsync(Caller caller, PatientCriteria criteria);

    /// <summary>Whether the chart is not there yet, or is one into which the caller may import at a site.</summary>
    [ReadOnly]
    Task<bool> TakesImportAsync(Caller caller, string site);

    /// <summary>Walks the hash chain and opens every payload.</summary>
    [ReadOnly]
    Task<Answer<ChartCheck>> VerifyAsync(Caller caller);
}
