using System.Globalization;
using MedRecords.Cli.Reading;
using MedRecords.V1;

namespace MedRecords.Cli.Charting;

/// <summary>What a chart's front page needs, gathered entry by entry so that the largest chart takes little memory.</summary>
internal sealed class ChartContents(int timelineLength)
{
    private readonly PriorityQueue<Entry, string> _latest = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entry> _vitalSigns = [];
    private readonly SortedDictionary<EntryKind, int> _counts = [];

    /// <summary>Who the patient is; null where nothing of it may be seen.</summary>
    public Entry? Demographics { get; private set; }

    /// <summary>Allergies and intolerances.</summary>
    public List<Entry> Allergies { get; } = [];

    /// <summary>Problems and diagnoses.</summary>
    public List<Entry> Problems { get; } = [];

    /// <summary>Medications.</summary>
    public List<Entry> Medications { get; } = [];

    /// <summary>The latest value of each vital sign.</summary>
    public IEnumerable<Entry> VitalSigns => _vitalSigns.Values.OrderByDescending(SortKey, StringComparer.Ordinal).ThenBy(entry => entry.Id);

    /// <summary>How many entries there are of each kind.</summary>
    public IReadOnlyDictionary<EntryKind, int> Counts => _counts;

    /// <summary>The clinically latest entries, newest first.</summary>
    public IEnumerable<Entry> Timeline => _latest.UnorderedItems.OrderByDescending(item => item.Priority, StringComparer.Ordinal).Select(item => item.Element);

    /// <summary>The chart's version.</summary>
    public long Version { get; set; }

    /// <summary>Takes the next entry.</summary>
    public void Add(Entry entry)
    {
        _counts[entry.Kind] = _counts.GetValueOrDefault(entry.Kind) + 1;
        switch (entry.Kind)
        {
            case EntryKind.Demographics:
                Demographics = entry;
                return;
            case EntryKind.Allergy:
                Allergies.Add(entry);
                break;
            case EntryKind.Condition:
                Problems.Add(entry);
                break;
            case EntryKind.Medication:
                Medications.Add(entry);
                break;
            case EntryKind.Observation when IsVitalSign(entry):
                KeepLatest(entry);
                break;
        }
        if (_latest.Count < timelineLength)
            _latest.Enqueue(entry, SortKey(entry));
        else if (timelineLength > 0)
            _latest.EnqueueDequeue(entry, SortKey(entry));
    }

    /// <summary>The day of an entry, as the timeline groups it.</summary>
    public static string DayOf(Entry entry) => StartOf(entry) is { Length: >= 10 } start ? start[..10] : StartOf(entry);

    private static string StartOf(Entry entry) =>
        entry.Content?.Time?.Start is { Length: > 0 } start ? start : entry.RecordedAt?.ToDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) ?? "";

    // FHIR times sort as text; the entry's number decides among equals.
    private static string SortKey(Entry entry) => $"{StartOf(entry)} {entry.Id:D19}";

    private static bool IsVitalSign(Entry entry) =>
        entry.Content?.Observation?.Categories.Any(category => category.Codings.Any(coding => coding.Code == "vital-signs")) == true;

    private void KeepLatest(Entry entry)
    {
        var name = Values.CodeOf(entry.Content.Code);
        if (!_vitalSigns.TryGetValue(name, out var known) || string.CompareOrdinal(SortKey(known), SortKey(entry)) <= 0)
            _vitalSigns[name] = entry;
    }
}
