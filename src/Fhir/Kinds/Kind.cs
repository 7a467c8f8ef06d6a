using System.Linq.Expressions;
using System.Text.Json;
using Google.Protobuf.Collections;
using MedRecords.Fhir.Lenses;
using MedRecords.V1;

namespace MedRecords.Fhir.Kinds;

// What a resource type has to say about itself to be mapped both ways.
internal abstract class Kind(string resourceType, string? patientMember)
{
    // The member that names the patient; null where the resource is the patient or has none.
    public string? PatientMember => patientMember;

    public string ResourceType => resourceType;

    public abstract Shape<EntryContent> Shape { get; }

    // Whether the resource is one that this kind is for; most types are one kind whatever they say.
    public virtual bool Models(JsonElement resource) => true;

    // Gives the content an empty detail of this kind.
    public abstract void Begin(EntryContent content);

    // Whether the content's detail is of this kind.
    public abstract bool Holds(EntryContent content);

    // What FHIR requires of this type, for entries that were recorded here without it.
    public virtual IEnumerable<Default> Defaults => [];
}

// A member (or its "_" sibling) with the JSON it has where none of the members in Unless is there.
internal sealed record Default(string Member, string Json, string Unless)
{
    // An element that is required, with the reason why it has no value: https://hl7.org/fhir/R4/extension-data-absent-reason.html
    private const string Unknown = """{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]}""";

    public static Default Text(string member, string text) => new(member, $"\"{text}\"", member);

    public static Default UnknownPrimitive(string member, string? unless = null) => new("_" + member, Unknown, unless ?? member);

    public static Default UnknownConcept(string member) => new(member, """{"text":"unknown"}""", member);

    public static Default UnknownReference(string member) => new(member, """{"display":"unknown"}""", member);
}

// A kind whose detail is one message. A table lists its members in FHIR's order. Rows may be added at any
// time; a row that has been released stays, because entries are stored without the values it took.
internal abstract class Kind<T>(string resourceType, string? patientMember, Expression<Func<EntryContent, T>> detail)
    : Kind(resourceType, patientMember)
    where T : class, new()
{
    private readonly Field<EntryContent, T> detail = new(detail);
    private Shape<EntryContent>? shape;

    public sealed override Shape<EntryContent> Shape => shape ??= new Shape<EntryContent>([.. Header, .. Table]);

    protected abstract IEnumerable<Lens<EntryContent>> Table { get; }

    private static IEnumerable<Lens<EntryContent>> Header =>
    [
        new PartLens<EntryContent, Source>(content => content.Source, Row<Source>.Text("resourceType", s => s.ResourceType)),
        new PartLens<EntryContent, Source>(content => content.Source, Row<Source>.Text("id", s => s.ResourceId)),
        new SensitivityLens(),
    ];

    public sealed override void Begin(EntryContent content) => detail.TrySet(content, new T());

    public sealed override bool Holds(EntryContent content) => detail.Has(content);

    // Rows for what all kinds share.
    protected static Lens<EntryContent> Code(string name) => Row<EntryContent>.Concept(name, c => c.Code);

    protected static Lens<EntryContent> Status(string name) => Row<EntryContent>.Text(name, c => c.Status);

    protected static Lens<EntryContent> Encounter(string name) => Row<EntryContent>.Reference(name, c => c.Encounter);

    protected static Lens<EntryContent> Remark(string name) =>
        Row<EntryContent>.Array(name, Row<EntryContent>.One(Row<EntryContent>.Text("text", c => c.Remark)));

    protected static Lens<EntryContent> Moment(string name) => new MomentLens(name, only: true);

    protected static Lens<EntryContent> Period(string name) => new PeriodLens(name, only: true);

    // A choice of moment and period, e.g. effective[x].
    protected static IEnumerable<Lens<EntryContent>> MomentOrPeriod(string name) =>
        [new MomentLens(name + "DateTime", only: false), new PeriodLens(name + "Period", only: false)];

    protected static Lens<EntryContent> Start(string name) => new BoundLens(name, new(t => t.Start));

    protected static Lens<EntryContent> End(string name) => new BoundLens(name, new(t => t.End));

    // Shared fields for which the type has no element, as extensions of our own.
    protected static Lens<EntryContent> Extensions(params Route<EntryContent>[] routes) => Row<EntryContent>.Array("extension", routes);

    // Rows for the detail.
    protected Lens<EntryContent> Text(string name, Expression<Func<T, string>> field) => InDetail(Row<T>.Text(name, field));

    protected Lens<EntryContent> Texts(string name, Func<T, RepeatedField<string>> field) => InDetail(Row<T>.Texts(name, field));

    protected Lens<EntryContent> Flag(string name, Expression<Func<T, bool>> field) => InDetail(Row<T>.Flag(name, field));

    protected Lens<EntryContent> Whole(string name, Expression<Func<T, int>> field) => InDetail(Row<T>.Whole(name, field));

    protected Lens<EntryContent> Concept(string name, Expression<Func<T, CodeableConcept>> field) => InDetail(Row<T>.Concept(name, field));

    protected Lens<EntryContent> Concepts(string name, Func<T, RepeatedField<CodeableConcept>> field) => InDetail(Row<T>.Concepts(name, field));

    protected Lens<EntryContent> Quantity(string name, Expression<Func<T, Quantity>> field) => InDetail(Row<T>.Quantity(name, field));

    protected Lens<EntryContent> Reference(string name, Expression<Func<T, Reference>> field) => InDetail(Row<T>.Reference(name, field));

    protected Lens<EntryContent> References(string name, Func<T, RepeatedField<Reference>> field) => InDetail(Row<T>.References(name, field));

    protected Lens<EntryContent> InDetail(Lens<T> row) => new PartLens<EntryContent, T>(detail.Get, row);

    protected Route<EntryContent> InDetail(Route<T> route) => new PartRoute<EntryContent, T>(detail.Get, route);
}
