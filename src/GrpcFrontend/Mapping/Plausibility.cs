using System.Globalization;
using MedRecords.V1;
using Detail = MedRecords.V1.EntryContent.DetailOneofCase;

namespace MedRecords.GrpcFrontend.Mapping;

/// <summary>Refuses what can only be a slip: an entry that says nothing, a height or weight that nobody has.</summary>
internal static class Plausibility
{
    // Generous: nobody who lives or ever lived should be refused.
    private const double MostCentimetres = 300;
    private const double MostKilograms = 1000;

    /// <summary>Checks an entry whose fields have the right form.</summary>
    public static void Run(EntryContent content, in FieldPlace place)
    {
        // What came from elsewhere may say it in parts that no field here models.
        if (content.Source is null) SaysSomething(content, place);
        if (content.DetailCase != Detail.Demographics) return;
        var (height, weight) = (content.Demographics.Height, content.Demographics.Weight);
        place.That(IsWithin(height, Centimetres(height), MostCentimetres), ".demographics.height.value", "must be above 0 and at most 300 cm or as much in its unit");
        place.That(IsWithin(weight, Kilograms(weight), MostKilograms), ".demographics.weight.value", "must be above 0 and at most 1000 kg or as much in its unit");
    }

    private static void SaysSomething(EntryContent content, in FieldPlace place)
    {
        switch (content.DetailCase)
        {
            case Detail.Condition or Detail.Allergy or Detail.Medication or Detail.Immunization or Detail.Procedure or Detail.Observation:
                place.That(IsNamed(content.Code), ".code", "must name what the entry is about, by a code or in words");
                break;
            case Detail.Note:
                place.That(IsSaid(content.Note.Text) || IsSaid(content.Note.Title), ".note.text", "must not be blank where there is no title");
                break;
        }
    }

    private static bool IsNamed(CodeableConcept? concept) =>
        concept is not null && (IsSaid(concept.Text) || concept.Codings.Any(coding => IsSaid(coding.Code) || IsSaid(coding.Display)));

    private static bool IsSaid(string text) => !string.IsNullOrWhiteSpace(text);

    private static bool IsWithin(Quantity? given, double unit, double most) =>
        given is not { HasValue: true }
        || (double.TryParse(given.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0 && value * unit <= most);

    // UCUM's codes and the words that people write. A unit that is not known counts as a small one.
    private static double Centimetres(Quantity? given) => UnitOf(given) switch
    {
        "m" => 100,
        "cm" => 1,
        "[in_i]" or "in" or "inch" or "inches" => 2.54,
        "[ft_i]" or "ft" or "foot" or "feet" => 30.48,
        _ => 0.1,
    };

    private static double Kilograms(Quantity? given) => UnitOf(given) switch
    {
        "kg" => 1,
        "[lb_av]" or "lb" or "lbs" => 0.4536,
        "[oz_av]" or "oz" => 0.0283,
        _ => 0.001,
    };

    private static string UnitOf(Quantity? given) => given is null ? "" : given.HasCode ? given.Code : given.Unit.ToLowerInvariant();
}
