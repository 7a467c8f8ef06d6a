using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Collections;
using MedRecords.V1;
using Detail = MedRecords.V1.EntryContent.DetailOneofCase;

namespace MedRecords.GrpcFrontend.Mapping;

/// <summary>Checks what an entry says, as far as that is a matter of form.</summary>
internal static class ContentCheck
{
    /// <summary>The largest entry, in bytes.</summary>
    public const int MaxEntryBytes = 1 << 20;

    /// <summary>Most entries of one request.</summary>
    public const int MaxEntries = 1000;

    private static readonly JsonReaderOptions JsonOptions = new() { MaxDepth = 128 };

    /// <summary>Entries to record. Who the patient is is said when the chart is opened, and amended from then on.</summary>
    public static RepeatedField<EntryContent> Entries(RepeatedField<EntryContent> entries)
    {
        if (entries.Count is < 1 or > MaxEntries) throw Errors.Invalid("entries", $"must be 1 to {MaxEntries}");
        for (var index = 0; index < entries.Count; index++)
        {
            var place = new FieldPlace("entries", index);
            place.That(entries[index].DetailCase != Detail.Demographics, ".demographics", "must be amended, not recorded anew");
            Run(entries[index], place);
        }

        return entries;
    }

    /// <summary>The entry that says who the patient is.</summary>
    public static EntryContent Demographics(EntryContent? content)
    {
        var place = new FieldPlace("demographics");
        place.That(content?.DetailCase == Detail.Demographics, ".detail", "must be demographics");
        Run(content!, place);
        return content!;
    }

    /// <summary>One entry.</summary>
    public static EntryContent One(EntryContent? content, string field)
    {
        var place = new FieldPlace(field);
        place.That(content is not null, "", "must be given");
        Run(content!, place);
        return content!;
    }

    private static void Run(EntryContent content, in FieldPlace place)
    {
        place.That(content.DetailCase != Detail.None, ".detail", "must be given");
        place.That(content.CalculateSize() <= MaxEntryBytes, "", "must be at most 1 MiB");
        if (TextWalk.FindNoText(content) is { } path) throw place.Broken(path, Check.NotTextRule);
        foreach (var label in content.Sensitivity)
            place.That(label != Sensitivity.Unspecified && Enum.IsDefined(label), ".sensitivity", "must be known labels");
        if (content.Time is { } time)
        {
            place.That(!time.HasStart || FhirText.IsDateTime(time.Start), ".time.start", FhirText.DateTimeRule);
            place.That(!time.HasEnd || FhirText.IsDateTime(time.End), ".time.end", FhirText.DateTimeRule);
        }

        if (content.Source is { } source)
        {
            place.That(IsNothingOrObject(source.Remainder), ".source.remainder", "must be a JSON object");
            place.That(IsNothingOrObject(source.Wrapper), ".source.wrapper", "must be a JSON object");
        }

        DetailCheck.Run(content, place);
        Plausibility.Run(content, place);
    }

    private static bool IsNothingOrObject(ByteString json)
    {
        if (json.IsEmpty) return true;
        var reader = new Utf8JsonReader(json.Span, JsonOptions);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            while (reader.Read())
            {
            }

            return System.Text.Unicode.Utf8.IsValid(json.Span);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
