using MedRecords.Storage.V1;
using MedRecords.V1;

namespace MedRecords.Simulation.Checks;

/// <summary>One revision of one entry, or a version that concerns the chart as a whole (entry 0).</summary>
internal sealed record ModelRevision(long Version, long Entry, EntryState State, EntryKind Kind, string Text, uint Labels, bool HasNumber);

/// <summary>
/// A chart as its durable events add up, kept as simply as can be: a list that is gone through each time. It
/// shares nothing with the product but the messages in which events are stored.
/// </summary>
internal sealed class ModelChart
{
    private readonly List<ModelRevision> _versions = [];

    /// <summary>How many times each operation was recorded.</summary>
    public Dictionary<string, int> Operations { get; } = [];

    /// <summary>The first version of each operation.</summary>
    public Dictionary<string, long> FirstOf { get; } = [];

    /// <summary>Sites that treat the patient.</summary>
    public List<string> Sites { get; } = [];

    /// <summary>Origins of the accesses on record, in their order.</summary>
    public List<string> Accesses { get; } = [];

    /// <summary>The newest version that anyone was told of.</summary>
    public long Told { get; set; }

    /// <summary>The newest version.</summary>
    public long Version => _versions.Count;

    /// <summary>When the newest event was recorded.</summary>
    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>Every version, in order.</summary>
    public IReadOnlyList<ModelRevision> Versions => _versions;

    /// <summary>Takes the next event. What is wrong with it; null where nothing is.</summary>
    public string? Add(ChartEvent stored)
    {
        var revision = RevisionOf(stored, Version + 1);
        var isLate = revision.State is EntryState.Amended or EntryState.Retracted && HistoryOf(revision.Entry, Version)[^1].State == EntryState.Retracted;
        _versions.Add(revision);
        if (stored.EventCase == ChartEvent.EventOneofCase.Opened)
            Sites.Add(stored.Opened.Site);
        if (stored.EventCase == ChartEvent.EventOneofCase.SiteAdded)
            Sites.Add(stored.SiteAdded.Site);
        var (before, at) = (RecordedAt, stored.RecordedAt.ToDateTimeOffset());
        RecordedAt = at;
        if (stored.Operation.Length > 0)
        {
            var operation = $"{Convert.ToHexStringLower(stored.Operation.Span)}/{stored.Index}";
            FirstOf.TryAdd(operation, Version);
            Operations[operation] = Operations.GetValueOrDefault(operation) + 1;
            if (Operations[operation] > 1)
                return $"operation recorded again at version {Version}";
        }

        if (isLate)
            return $"version {Version} changes an entry that is retracted";
        return at < before ? $"version {Version} was recorded before version {Version - 1}" : null;
    }

    /// <summary>The revision of each entry that stood at a version, ascending by entry.</summary>
    public List<ModelRevision> At(long version)
    {
        var latest = new SortedDictionary<long, ModelRevision>();
        foreach (var revision in _versions.Where(revision => revision.Version <= version && revision.Entry > 0))
            latest[revision.Entry] = revision;
        return [.. latest.Values];
    }

    /// <summary>Every revision of an entry up to a version.</summary>
    public List<ModelRevision> HistoryOf(long entry, long version) =>
        _versions.FindAll(revision => revision.Entry == entry && revision.Version <= version);

    private ModelRevision RevisionOf(ChartEvent stored, long version) => stored.EventCase switch
    {
        ChartEvent.EventOneofCase.Recorded => Of(stored.Recorded.Content, version, version, stored.Role == Role.Patient ? EntryState.PendingReview : EntryState.Final),
        ChartEvent.EventOneofCase.Amended => Of(stored.Amended.Content, version, stored.Amended.Entry, EntryState.Amended),
        ChartEvent.EventOneofCase.Retracted => HistoryOf(stored.Retracted.Entry, version)[^1] with { Version = version, State = EntryState.Retracted, Text = string.Empty, HasNumber = false },
        _ => new ModelRevision(version, 0, EntryState.Unspecified, EntryKind.Unspecified, string.Empty, 0, false),
    };

    private static ModelRevision Of(EntryContent content, long version, long entry, EntryState state) => new(
        version,
        entry,
        state,
        content.Demographics is null ? EntryKind.Note : EntryKind.Demographics,
        TextOf(content),
        content.Sensitivity.Aggregate(0u, (mask, label) => mask | (1u << (int)label)),
        content.Demographics?.HasSocialSecurityNumber ?? false);

    /// <summary>What tells a content from any other.</summary>
    public static string TextOf(EntryContent content) => content.Demographics?.Names[0].Family ?? content.Note?.Text ?? string.Empty;
}
