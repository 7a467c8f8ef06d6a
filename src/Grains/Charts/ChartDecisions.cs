using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MedRecords.Grains.Access;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Storage.V1;
using MedRecords.V1;

namespace MedRecords.Grains.Charts;

/// <summary>Who does it, in what role, where and when.</summary>
/// <param name="Account">Account.</param>
/// <param name="Name">Its name, as people know it.</param>
/// <param name="Sight">What the author sees of the chart, in the role that permits it.</param>
/// <param name="Site">Site; empty for the patient.</param>
/// <param name="At">When.</param>
public sealed record Authorship(string Account, string Name, Sight Sight, string Site, DateTimeOffset At)
{
    /// <summary>The rights of the author's role.</summary>
    public RoleRights Rights => Sight.Rights;
}

/// <summary>An operation as its caller named it.</summary>
/// <param name="Key">Key of the operation.</param>
/// <param name="Fingerprint">What it asks for.</param>
/// <param name="Earlier">Its first event, where it was carried out before; null otherwise.</param>
/// <param name="EarlierVersion">That event's version.</param>
public sealed record Operation(byte[] Key, byte[] Fingerprint, ChartEvent? Earlier, long EarlierVersion);

/// <summary>What is decided: events to record, or a refusal.</summary>
/// <param name="Events">Events; none where there is nothing to do.</param>
/// <param name="Refusal">Why nothing is done; null otherwise.</param>
/// <param name="AlreadyRecorded">Whether the operation had been carried out before.</param>
public sealed record Decision(IReadOnlyList<ChartEvent> Events, Refusal? Refusal = null, bool AlreadyRecorded = false)
{
    /// <summary>Nothing to do.</summary>
    public static Decision Nothing { get; } = new([]);

    /// <summary>A refusal.</summary>
    public static implicit operator Decision(Refusal refusal) => new([], refusal);
}

/// <summary>What may happen to a chart, as pure functions: state and command in, events or a refusal out.</summary>
public static class ChartDecisions
{
    private static readonly Refusal Reused = new(ErrorReason.OperationReused, "This operation id was used for a different request. Use a new id.");
    private static readonly Refusal Retracted = new(ErrorReason.EntryRetracted, "The entry is retracted and takes no change. Record a new entry.");
    private static readonly Refusal KindNotPermitted = new(ErrorReason.NotPermitted, "Your role does not record entries of this kind. Ask someone whose role does.");

    /// <summary>Opens a chart.</summary>
    public static Decision Open(ChartState state, OpenChart command, Site site, Operation operation, Authorship by)
    {
        if (Repeated(operation) is { } repeated)
            return repeated;
        if (state.At.Version > 0)
            return Reused;
        return Events(state, operation, by,
            e => e.Opened = new ChartOpened { Site = site.Id, Institution = site.Institution },
            e => e.Recorded = new EntryRecorded { Content = command.Demographics });
    }

    /// <summary>Records entries.</summary>
    public static Decision Append(ChartState state, AppendEntries command, Operation operation, Authorship by)
    {
        if (Repeated(operation) is { } repeated)
            return repeated;
        if (Outdated(state, command.ExpectedVersion) is { } outdated)
            return outdated;
        var fills = new Action<ChartEvent>[command.Entries.Count];
        for (var i = 0; i < fills.Length; i++)
        {
            var content = command.Entries[i];
            if (!by.Rights.MayWrite(EntryKinds.Of(content)))
                return KindNotPermitted;
            fills[i] = e => e.Recorded = new EntryRecorded { Content = content };
        }

        return Events(state, operation, by, fills);
    }

    /// <summary>Amends an entry.</summary>
    public static Decision Amend(ChartState state, AmendEntry command, Operation operation, Authorship by)
    {
        if (Repeated(operation) is { } repeated)
            return repeated;
        if (Outdated(state, command.ExpectedVersion) is { } outdated)
            return outdated;
        if (CheckChange(state, command.EntryId, by) is { } refusal)
            return refusal;
        if (EntryKinds.Of(command.Content) != state.Index.KindOf((int)command.EntryId))
            return new Refusal(ErrorReason.InvalidRequest, "'content.detail' must be of the entry's kind.");
        return Events(state, operation, by, e => e.Amended = new EntryAmended
        {
            Entry = command.EntryId,
            Previous = state.Index.LatestOf(command.EntryId),
            Content = command.Content,
            Reason = command.Reason,
        });
    }

    /// <summary>Retracts an entry.</summary>
    public static Decision Retract(ChartState state, RetractEntry command, Operation operation, Authorship by)
    {
        if (Repeated(operation) is { } repeated)
            return repeated;
        if (Outdated(state, command.ExpectedVersion) is { } outdated)
            return outdated;
        if (CheckChange(state, command.EntryId, by) is { } refusal)
            return refusal;
        return Events(state, operation, by, e => e.Retracted = new EntryRetracted
        {
            Entry = command.EntryId,
            Previous = state.Index.LatestOf(command.EntryId),
            Reason = command.Reason,
        });
    }

    /// <summary>Lets stand what the patient or a proxy recorded.</summary>
    /// <param name="state">The chart.</param>
    /// <param name="command">The command.</param>
    /// <param name="latest">The event of the entry's latest revision; null where there is no such entry.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="by">Who does it.</param>
    public static Decision Review(ChartState state, ReviewEntry command, ChartEvent? latest, Operation operation, Authorship by)
    {
        if (Repeated(operation) is { } repeated)
            return repeated;
        if (CheckChange(state, command.EntryId, by) is { } refusal)
            return refusal;
        if (latest is not { Recorded: { } recorded, Role: Role.Patient or Role.Proxy })
            return new Decision([], AlreadyRecorded: true);
        return Events(state, operation, by, e => e.Reviewed = new EntryReviewed
        {
            Entry = command.EntryId,
            Previous = command.EntryId,
            Content = recorded.Content,
            Note = command.Note,
        });
    }

    /// <summary>Adds a treating site.</summary>
    public static Decision AddSite(ChartState state, Site site, Operation operation, Authorship by)
    {
        if (Repeated(operation) is { } repeated)
            return repeated;
        return state.Relations.IsTreatedAt(site.Id)
            ? new Decision([], AlreadyRecorded: true)
            : Events(state, operation, by, e => e.SiteAdded = new TreatingSiteAdded { Site = site.Id, Institution = site.Institution });
    }

    /// <summary>
    /// Records imported entries: one whose source is new as an entry, one whose source is known with other
    /// content as an amendment, and one whose very content was imported before, or that is retracted, not at
    /// all, even where staff have amended it since.
    /// </summary>
    public static Decision Import(ChartState state, ImportEntries command, Site site, Authorship by)
    {
        var events = new List<ChartEvent>();
        if (state.At.Version == 0)
            events.Add(New(state, by, e => e.Opened = new ChartOpened { Site = site.Id, Institution = site.Institution }));
        var known = new KnownImports(state.Index);
        foreach (var content in command.Entries)
        {
            if (!by.Rights.MayWrite(EntryKinds.Of(content)))
                return KindNotPermitted;
            var key = ChartKeys.Import(content);
            if (!known.IsNew(key, content))
                continue;
            var version = state.At.Version + events.Count + 1;
            var made = New(state, by, known.EntryOf(content) is { } entry
                ? e => e.Amended = new EntryAmended { Entry = entry, Previous = known.LatestOf(entry), Content = content, Reason = "Imported again with other content." }
                : e => e.Recorded = new EntryRecorded { Content = content });
            made.Operation = ByteString.CopyFrom(key);
            made.Count = 1;
            events.Add(made);
            known.Add(key, content, version);
        }

        return events.Count > 0 ? new Decision(events) : Decision.Nothing;
    }

    internal static Decision? Repeated(Operation operation)
    {
        if (operation.Earlier is not { } earlier)
            return null;
        return earlier.Fingerprint.Span.SequenceEqual(operation.Fingerprint) ? new Decision([], AlreadyRecorded: true) : (Decision)Reused;
    }

    private static Refusal? Outdated(ChartState state, long? expected) => expected is { } version && version != state.At.Version
        ? new Refusal(ErrorReason.VersionMismatch, "The chart is not at the version that you expect. Read it and decide again.", state.At.Version)
        : null;

    private static Refusal? CheckChange(ChartState state, long entry, Authorship by)
    {
        var latest = state.Index.LatestOf(entry);
        if (latest == 0)
            return AccessRules.NotFound;
        var record = state.Index[latest];
        if (!by.Sight.Sees((EntryKind)record.Kind, record.Labels))
            return AccessRules.NotFound;
        if (!by.Rights.MayWrite((EntryKind)record.Kind))
            return KindNotPermitted;
        return record.Change == ChartChangeKind.Retracted ? Retracted : null;
    }

    internal static Decision Events(ChartState state, Operation operation, Authorship by, params ReadOnlySpan<Action<ChartEvent>> fills)
    {
        var events = new ChartEvent[fills.Length];
        var key = ByteString.CopyFrom(operation.Key);
        var fingerprint = ByteString.CopyFrom(operation.Fingerprint);
        for (var i = 0; i < events.Length; i++)
        {
            var made = New(state, by, fills[i]);
            made.Operation = key;
            made.Fingerprint = fingerprint;
            made.Index = i;
            made.Count = events.Length;
            events[i] = made;
        }

        return new Decision(events);
    }

    private static ChartEvent New(ChartState state, Authorship by, Action<ChartEvent> fill)
    {
        // A clock that went back must not put an event before the one that it follows.
        var at = by.At > state.RecordedAt ? by.At : state.RecordedAt;
        var made = new ChartEvent
        {
            RecordedAt = Timestamp.FromDateTimeOffset(at),
            Author = by.Account,
            AuthorName = by.Name,
            Role = by.Rights.Role,
            Site = by.Site,
        };
        fill(made);
        return made;
    }
}
