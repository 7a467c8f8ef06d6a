using MedRecords.V1;

namespace MedRecords.Grains.Charts;

/// <summary>Kinds of entry and the messages that say them.</summary>
public static class EntryKinds
{
    /// <summary>Lowest field number of a detail; kind 1 has it, kind 2 the next one, and so on (content.proto).</summary>
    private const int FirstDetail = EntryContent.DemographicsFieldNumber;

    /// <summary>The kind of what an entry says.</summary>
    public static EntryKind Of(EntryContent content) => content.DetailCase == EntryContent.DetailOneofCase.None
        ? EntryKind.Unspecified
        : (EntryKind)((int)content.DetailCase - FirstDetail + 1);
}
