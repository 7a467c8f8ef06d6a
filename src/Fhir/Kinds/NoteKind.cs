using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using MedRecords.Fhir.Lenses;
using MedRecords.V1;

namespace MedRecords.Fhir.Kinds;

// https://hl7.org/fhir/R4/documentreference.html. A note is exported as a DocumentReference and not as a
// Composition, which requires an author, a date and a title that a note may lack. Read back as notes are only
// those whose text is within, in our own content type; all others are kept whole.
internal sealed class NoteKind() : Kind<Note>("DocumentReference", "subject", c => c.Note)
{
    private const string ContentType = "text/plain;charset=utf-8";

    private static readonly Shape<Note> Attachment = new(Row<Note>.Constant("contentType", ContentType), new Base64Lens());

    public override IEnumerable<Default> Defaults =>
    [
        Default.Text("status", "current"),
        new("content", """[{"attachment":{"contentType":"text/plain;charset=utf-8"}}]""", "content"),
    ];

    protected override IEnumerable<Lens<EntryContent>> Table =>
    [
        Extensions(OwnExtensions.Moment, OwnExtensions.Remark),
        Status("docStatus"),
        Code("type"),
        Text("description", n => n.Title),
        InDetail(Row<Note>.Array("content", Row<Note>.One(new WithinLens<Note>("attachment", Attachment)))),
        Row<EntryContent>.Within(
            "context",
            Row<EntryContent>.Array("encounter", Row<EntryContent>.First(c => c.Encounter, Shapes.Reference)),
            new PeriodLens("period", only: false)),
    ];

    public override bool Models(JsonElement resource) =>
        resource.TryGetProperty("content", out var content)
        && content.ValueKind == JsonValueKind.Array
        && content.EnumerateArray().Any(part =>
            part.ValueKind == JsonValueKind.Object
            && part.TryGetProperty("attachment", out var attachment)
            && Attachment.Admits(attachment));

    // The text in base64, as attachments have it.
    private sealed class Base64Lens() : Lens<Note>("data")
    {
        public override bool Take(JsonElement value, Note target, Rest rest)
        {
            if (value.ValueKind != JsonValueKind.String || !value.TryGetBytesFromBase64(out var bytes) || !Utf8.IsValid(bytes)) return false;
            if (!value.ValueEquals(Convert.ToBase64String(bytes))) return false;
            target.Text = Encoding.UTF8.GetString(bytes);
            return true;
        }

        public override bool Has(Note source) => source.HasText;

        public override void Put(Note source, JsonElement rest, Utf8JsonWriter json) =>
            json.WriteBase64StringValue(Encoding.UTF8.GetBytes(source.Text));
    }
}
