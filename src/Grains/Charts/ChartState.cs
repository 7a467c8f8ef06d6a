using System.Buffers.Binary;
using MedRecords.Grains.Access;
using MedRecords.Grains.Retention;
using MedRecords.Journal;
using MedRecords.Journal.Commit;
using MedRecords.Journal.Contract;
using MedRecords.Storage.V1;
using MedRecords.V1;

namespace MedRecords.Grains.Charts;

/// <summary>
/// A chart as its events add up: where it stands, who treats the patient, an index of every version, and
/// the newest events. It changes only in <see cref="Apply(IReadOnlyList{OpenedEvent}, IReadOnlyList{ChartEvent})"/>.
/// </summary>
public sealed record ChartState
{
    /// <summary>The state of a chart that is not there.</summary>
    public static ChartState NotThere(Position at) => new() { At = at, Relations = new ChartRelations { Id = at.Id.ToString() } };

    /// <summary>Where the chart's history stands.</summary>
    public required Position At { get; init; }

    /// <summary>What the rules need to know.</summary>
    public required ChartRelations Relations { get; init; }

    /// <summary>What stands against its destruction.</summary>
    public ChartRetention Retention { get; init; } = ChartRetention.None;

    /// <summary>When the newest event was recorded.</summary>
    public DateTimeOffset RecordedAt { get; init; }

    /// <summary>A record of every version.</summary>
    public ChartIndex Index { get; init; } = ChartIndex.Empty;

    /// <summary>The newest events.</summary>
    public RecentEvents Recent { get; init; } = RecentEvents.Empty;

    /// <summary>The version that last said who the patient is; 0 where none did.</summary>
    public long DemographicsVersion { get; init; }

    /// <summary>That version's event.</summary>
    public ChartEvent? Demographics { get; init; }

    /// <summary>The patient's birth date, FHIR text; empty where unknown.</summary>
    public string BirthDate => Relations.BirthDate;

    /// <summary>Sites that treat the patient.</summary>
    public IReadOnlyList<string> Sites => [.. Relations.Sites.Select(static site => site.Site)];

    /// <summary>The state after more events, which also become the newest ones known.</summary>
    /// <param name="events">The events as stored.</param>
    /// <param name="parsed">The same events as messages, where they are at hand.</param>
    public ChartState Apply(IReadOnlyList<OpenedEvent> events, IReadOnlyList<ChartEvent>? parsed = null)
    {
        var state = this with { Recent = Recent.Add(events) };
        for (var i = 0; i < events.Count; i++)
            state = state.Apply(events[i], parsed?[i] ?? ChartEvent.Parser.ParseFrom(events[i].Content));
        return state;
    }

    /// <summary>What an event says of an entry; null where it says nothing.</summary>
    public static EntryContent? ContentOf(ChartEvent stored) => stored.EventCase switch
    {
        ChartEvent.EventOneofCase.Recorded => stored.Recorded.Content,
        ChartEvent.EventOneofCase.Amended => stored.Amended.Content,
        ChartEvent.EventOneofCase.Reviewed => stored.Reviewed.Content,
        _ => null,
    };

    /// <summary>The first 8 bytes of a key as the index has them.</summary>
    public static ulong Short(ReadOnlySpan<byte> key) => key.Length < 8 ? 0 : BinaryPrimitives.ReadUInt64BigEndian(key);

    private ChartState Apply(OpenedEvent next, ChartEvent stored)
    {
        var content = ContentOf(stored);
        var state = this with
        {
            At = At with { Version = next.Version, Head = next.Hash },
            RecordedAt = stored.RecordedAt.ToDateTimeOffset(),
            Retention = Retention.Apply(stored),
            Index = Index.Add(Short(stored.Operation.Span), RecordOf(stored, content)),
        };
        if (content?.Demographics is not null)
            state = state with { DemographicsVersion = next.Version, Demographics = stored };
        var relations = stored.EventCase switch
        {
            ChartEvent.EventOneofCase.Recorded => Relations.Learn(content, next.Version, stored.Site),
            ChartEvent.EventOneofCase.Amended => Relations.Learn(content, stored.Amended.Entry, stored.Site),
            ChartEvent.EventOneofCase.Reviewed => Relations,
            ChartEvent.EventOneofCase.Retracted => Relations.Learn(null, stored.Retracted.Entry, stored.Site),
            // What this program does not know may deny what it would permit.
            ChartEvent.EventOneofCase.None => throw new JournalUnavailableException("The chart has something that a newer version recorded. Use a silo of that version."),
            _ => Relations.Apply(stored),
        };
        return ReferenceEquals(relations, Relations) ? state : state with { Relations = relations };
    }

    private VersionRecord RecordOf(ChartEvent stored, EntryContent? content) => stored.EventCase switch
    {
        ChartEvent.EventOneofCase.Recorded => RecordOf(content!, 0, ChartChangeKind.Recorded),
        ChartEvent.EventOneofCase.Amended => RecordOf(content!, stored.Amended.Entry, ChartChangeKind.Amended),
        // A retraction keeps what the revision before it was, so that it is hidden from the same readers.
        ChartEvent.EventOneofCase.Retracted => Index[Index.LatestOf(stored.Retracted.Entry)] with
        {
            Entry = (int)stored.Retracted.Entry,
            Change = ChartChangeKind.Retracted,
        },
        ChartEvent.EventOneofCase.Reviewed => RecordOf(content!, stored.Reviewed.Entry, ChartChangeKind.Amended),
        ChartEvent.EventOneofCase.Opened or ChartEvent.EventOneofCase.SiteAdded => new VersionRecord(0, long.MinValue, 0, 0, 0, ChartChangeKind.Chart),
        ChartEvent.EventOneofCase.HoldSet => new VersionRecord(0, long.MinValue, 0, 0, 0, ChartChangeKind.Retention),
        _ => new VersionRecord(0, long.MinValue, 0, 0, 0, ChartChangeKind.Relations),
    };

    private static VersionRecord RecordOf(EntryContent content, long entry, ChartChangeKind change) => new(
        ChartKeys.SourceOf(content),
        ClinicalTimes.ToUnixMs(content.Time?.Start ?? string.Empty) ?? long.MinValue,
        (int)entry,
        RoleRights.Labels(content.Sensitivity),
        (byte)EntryKinds.Of(content),
        change);
}
