using MedRecords.Grains.Access;
using MedRecords.Storage.V1;
using MedRecords.V1;

namespace MedRecords.Grains.Charts;

/// <summary>Makes entries as callers see them out of events as they are stored.</summary>
public static class EntryViews
{
    /// <summary>
    /// One revision, masked for its reader; null where the event says nothing of an entry. A retraction shows
    /// no content: the revision before it is in the entry's history.
    /// </summary>
    /// <param name="stored">The event; it is the reader's own copy and may be changed.</param>
    /// <param name="version">Its version.</param>
    /// <param name="kind">The entry's kind.</param>
    /// <param name="rights">The reader's rights.</param>
    /// <param name="birthDate">The patient's birth date.</param>
    public static Entry? Of(ChartEvent stored, long version, EntryKind kind, RoleRights rights, string birthDate)
    {
        var entry = stored.EventCase switch
        {
            ChartEvent.EventOneofCase.Recorded => new Entry { Id = version, State = stored.Role is Role.Patient or Role.Proxy ? EntryState.PendingReview : EntryState.Final, Content = stored.Recorded.Content },
            ChartEvent.EventOneofCase.Amended => new Entry { Id = stored.Amended.Entry, State = EntryState.Amended, Content = stored.Amended.Content, Reason = stored.Amended.Reason },
            ChartEvent.EventOneofCase.Retracted => new Entry { Id = stored.Retracted.Entry, State = EntryState.Retracted, Reason = stored.Retracted.Reason },
            ChartEvent.EventOneofCase.Reviewed => new Entry { Id = stored.Reviewed.Entry, State = EntryState.Reviewed, Content = stored.Reviewed.Content, Reason = stored.Reviewed.Note },
            _ => null,
        };
        if (entry is null)
            return null;
        entry.Version = version;
        entry.Kind = kind;
        entry.RecordedAt = stored.RecordedAt;
        entry.Author = stored.Author;
        entry.AuthorName = stored.AuthorName;
        entry.Site = stored.Site;
        DetailMask.Apply(entry, rights, birthDate);
        return entry;
    }
}
