using FsCheck;
using FsCheck.Fluent;

namespace MedRecords.Fhir.Tests.Support;

// Resources as nobody should send them: right members with wrong shapes, members nobody knows, text and numbers
// in every spelling, in between such as are right.
internal static class HostileJson
{
    private static readonly Gen<string> Number = Gen.Elements(
        "0", "-0", "1", "3", "1.5", "1.50", "-12.0", "1e5", "1E+05", "1e-999", "178.69452709041775", "123456789012345678901234567890", "2147483648");

    private static readonly Gen<string> Text = Gen.Elements(
        "\"\"", "\"final\"", "\"2011-12-13\"", "\"true\"", "\"~\"", "\"\\u0000\"", "\"\\u0066inal\"", "\"\\ud83d\\ude00 é\"", "\"\\\"\\\\ \\/\"");

    // Text on which a table's choice depends, by the member that it chooses by.
    private static readonly Dictionary<string, Gen<string>> Telling = new()
    {
        ["use"] = Gen.Elements("\"official\"", "\"maiden\"", "\"usual\"", "\"old\""),
        ["code"] = Gen.Elements("\"SS\"", "\"2106-3\"", "\"2039-6\"", "\"R\""),
        ["system"] = Gen.Elements("\"http://hl7.org/fhir/sid/us-ssn\"", "\"http://terminology.hl7.org/CodeSystem/v3-Confidentiality\"", "\"urn:x\""),
        ["contentType"] = Gen.Elements("\"text/plain;charset=utf-8\"", "\"text/plain\""),
        ["data"] = Gen.Elements("\"QQ==\"", "\"QR==\"", "\"/w==\"", "\"Q\""),
        ["url"] = Gen.Elements(
            "\"http://hl7.org/fhir/us/core/StructureDefinition/us-core-race\"", "\"http://hl7.org/fhir/us/core/StructureDefinition/us-core-ethnicity\"",
            "\"http://hl7.org/fhir/StructureDefinition/patient-birthPlace\"", "\"http://hl7.org/fhir/StructureDefinition/patient-birthTime\"",
            "\"urn:medrecords:fhir:remark\"", "\"urn:medrecords:fhir:time\"", "\"ombCategory\"", "\"detailed\"", "\"text\"", "\"urn:other\""),
    };

    private static readonly Gen<string> Leaf = Gen.Frequency(
        (6, Text), (2, Number), (2, Gen.Elements("null", "true", "false", "[]", "{}", "[null]", "[ ]", "{ }", "[0]", "[0,{}]", "[[0]]")));

    private static readonly string[] Types =
    [
        "Patient", "Patient", "Patient", "Encounter", "Condition", "AllergyIntolerance", "MedicationRequest", "MedicationStatement", "MedicationAdministration",
        "Immunization", "Procedure", "Observation", "Observation", "DiagnosticReport", "CarePlan", "Goal", "ImagingStudy", "DocumentReference", "Claim",
        "ExplanationOfBenefit", "Basic", "Organization", "~", "",
    ];

    // Every member name that a table or a data type has, and some that none has.
    private static readonly string[] Names =
    [
        "extension", "_birthDate", "_status", "identifier", "name", "telecom", "gender", "birthDate", "deceasedBoolean", "deceasedDateTime", "address",
        "maritalStatus", "communication", "language", "status", "class", "type", "participant", "individual", "period", "reasonCode", "serviceProvider",
        "clinicalStatus", "verificationStatus", "category", "severity", "code", "bodySite", "encounter", "onsetDateTime", "onsetPeriod", "abatementDateTime",
        "recordedDate", "note", "text", "criticality", "reaction", "manifestation", "intent", "medicationCodeableConcept", "authoredOn", "requester",
        "reasonReference", "dosageInstruction", "dosage", "context", "effectiveDateTime", "effectivePeriod", "vaccineCode", "occurrenceDateTime",
        "primarySource", "lotNumber", "site", "route", "doseQuantity", "performedPeriod", "performedDateTime", "performer", "actor", "outcome", "issued",
        "valueQuantity", "valueCodeableConcept", "valueString", "valueAddress", "valueDateTime", "valueCoding", "valuePeriod", "valueReference", "interpretation",
        "component", "result", "conclusion", "title", "description", "addresses", "goal", "lifecycleStatus", "achievementStatus", "startDate", "started",
        "numberOfSeries", "numberOfInstances", "procedureCode", "docStatus", "content", "attachment", "contentType", "data", "use", "billablePeriod", "created",
        "insurer", "provider", "total", "claim", "meta", "security", "tag", "id", "coding", "system", "version", "display", "userSelected", "value", "comparator",
        "unit", "currency", "reference", "family", "given", "prefix", "suffix", "line", "city", "district", "state", "postalCode", "country", "start", "end", "url",
        "subject", "~", "~~", "~name", "~coding", "~extension", "other", "",
    ];

    // Arrays whose elements go several ways: where most can go wrong.
    private static readonly string[] Lists =
        ["name", "identifier", "extension", "communication", "participant", "performer", "component", "reaction", "dosageInstruction", "note", "content"];

    private static readonly Gen<string> Name = Gen.Elements(Names);

    public static Gen<string> Resource { get; } =
        from type in Gen.Elements(Types)
        from some in Gen.SubListOf(Lists)
        from lists in Gen.CollectToSequence(some, name => Plausible(name, 3))
        from members in Members(5)
        select Object(some.Zip(lists).Select(pair => (Name: pair.First, Value: pair.Second)).Concat(members).Where(member => member.Name != "resourceType").Prepend(("resourceType", $"\"{type}\"")));

    // Values that a lens should take for a name, so that chance leads into the tables and not past them.
    private static Gen<string> Plausible(string name, int depth) => name switch
    {
        "code" => Gen.OneOf(Known(name, depth), Telling[name]),
        _ when Telling.TryGetValue(name, out var telling) => Gen.Frequency((4, telling), (1, Text)),
        "coding" or "name" or "identifier" or "telecom" or "address" or "extension" or "communication" or "participant" or "performer" or "note" or "reaction"
            or "manifestation" or "dosageInstruction" or "dosage" or "component" or "content" or "category" or "type" or "reasonCode" or "reasonReference"
            or "interpretation" or "result" or "addresses" or "goal" or "bodySite" or "procedureCode" or "security" => ArrayOf(Known(name, depth), depth),
        "given" or "prefix" or "suffix" or "line" => ArrayOf(Text, depth),
        "value" or "numberOfSeries" or "numberOfInstances" => Number,
        "primarySource" or "userSelected" or "deceasedBoolean" => Gen.Elements("true", "false"),
        "class" or "period" or "context" or "attachment" or "meta" or "total" or "language" or "individual" or "actor" or "_birthDate" or "text"
            => Gen.OneOf(Known(name, depth), Text),
        _ when name.StartsWith("value", StringComparison.Ordinal) || name.EndsWith("Status", StringComparison.Ordinal) || name.EndsWith("Period", StringComparison.Ordinal)
            => Gen.OneOf(Known(name, depth), Text),
        _ => Text,
    };

    // Objects of the shape that tables ask for, with something else now and then.
    private static Gen<string> Known(string name, int depth)
    {
        string[] members = name switch
        {
            "coding" or "security" => ["system", "code", "display", "version", "userSelected"],
            "name" => ["use", "family", "given", "prefix", "text"],
            "identifier" => ["type", "system", "value", "use"],
            "telecom" => ["system", "value", "use"],
            "address" or "valueAddress" => ["line", "city", "state", "postalCode"],
            "extension" => ["url", "extension", "valueString", "valueCoding", "valueAddress", "valueDateTime"],
            "communication" => ["language"],
            "participant" => ["individual"],
            "performer" => ["actor", "reference"],
            "individual" or "actor" or "reasonReference" or "result" or "addresses" or "goal" => ["reference", "display"],
            "note" or "dosageInstruction" or "dosage" => ["text"],
            "reaction" => ["manifestation", "description"],
            "component" => ["code", "valueQuantity", "valueString"],
            "content" => ["attachment"],
            "attachment" => ["contentType", "data"],
            "context" => ["encounter", "period"],
            "meta" => ["security", "tag"],
            "total" or "valueQuantity" or "doseQuantity" => ["value", "unit", "currency", "code"],
            "_birthDate" => ["extension"],
            _ when name.EndsWith("eriod", StringComparison.Ordinal) => ["start", "end"],
            _ => ["coding", "text"],
        };
        if (depth <= 0) return Gen.Constant("{}");
        return from some in Gen.SubListOf(members)
               from values in Gen.CollectToSequence(some, member => Gen.Frequency((9, Plausible(member, depth - 1)), (1, Leaf)))
               from others in Gen.Frequency((4, Gen.Constant(Array.Empty<(string Name, string Value)>())), (1, Members(1)))
               select Object(some.Zip(values).Select(pair => (pair.First, pair.Second)).Concat(others));
    }

    private static Gen<string> ArrayOf(Gen<string> element, int depth) =>
        from elements in Gen.Frequency((9, element), (1, Leaf)).ListOf(depth > 0 ? 3 : 1)
        select $"[{string.Join(',', elements)}]";

    private static Gen<(string Name, string Value)[]> Members(int depth) =>
        (from name in Name
         from value in Gen.Frequency((5, Plausible(name, depth)), (1, Leaf))
         select (name, value)).ArrayOf(depth > 2 ? 30 : 2);

    // Names are unique, as JSON that is not refused has them; some are written with an escape.
    private static string Object(IEnumerable<(string Name, string Value)> members) =>
        $"{{{string.Join(", ", members.DistinctBy(member => member.Name).Select(member => $"\"{Spelled(member.Name)}\" : {member.Value}"))}}}";

    private static string Spelled(string name) => name is "status" or "~name" or "family" ? $"\\u{(int)name[0]:x4}{name[1..]}" : name;
}
