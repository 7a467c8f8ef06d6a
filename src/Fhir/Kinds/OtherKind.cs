using MedRecords.Fhir.Lenses;
using MedRecords.V1;

namespace MedRecords.Fhir.Kinds;

// Every type without a table: all of it is kept in the remainder.
internal sealed class OtherKind(string resourceType) : Kind<Other>(resourceType, null, c => c.Other)
{
    protected override IEnumerable<Lens<EntryContent>> Table => [];
}

// https://hl7.org/fhir/R4/basic.html: FHIR's own type for what it has no type for, and so what an entry of kind
// OTHER that was recorded here is exported as.
internal sealed class BasicKind() : Kind<Other>("Basic", "subject", c => c.Other)
{
    public override IEnumerable<Default> Defaults => [Default.UnknownConcept("code")];

    protected override IEnumerable<Lens<EntryContent>> Table =>
    [
        Extensions([.. OwnExtensions.AllButCode]),
        Code("code"),
    ];
}
