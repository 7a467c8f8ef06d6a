using MedRecords.Cli.Output;
using MedRecords.Cli.Reading;
using MedRecords.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MedRecords.Cli.Charting;

/// <summary>Allergies, where nobody can miss them.</summary>
internal static class AllergySection
{
    private static readonly Style Alarm = new(Color.Red, decoration: Decoration.Bold);
    private static readonly Style Faded = new(decoration: Decoration.Dim);

    /// <summary>The section; it never says that there are no allergies, only that none may be seen.</summary>
    public static IRenderable Of(IReadOnlyList<Entry> allergies)
    {
        var lines = allergies.Count == 0
            ? [new Text("None recorded in what you may see: ask the patient.")]
            : allergies.OrderBy(Rank).Select(ToLine).ToArray<IRenderable>();
        return new Panel(new Rows(lines))
        {
            Header = new PanelHeader($" ALLERGIES ({allergies.Count(IsCurrent)}) "),
            Border = BoxBorder.Double,
            BorderStyle = allergies.Any(IsCurrent) ? Alarm : Style.Plain,
            Expand = true,
        };
    }

    private static Text ToLine(Entry entry)
    {
        var text = Values.Join("  ", IsCurrent(entry) ? "!" : "-", EntryText.Of(entry), $"(since {EntryText.TimeOf(entry)}, no. {entry.Id})");
        return new Text(Clean.Line(text), IsCurrent(entry) ? IsHigh(entry) ? Alarm : new Style(decoration: Decoration.Bold) : Faded);
    }

    private static int Rank(Entry entry) => !IsCurrent(entry) ? 2 : IsHigh(entry) ? 0 : 1;

    private static bool IsHigh(Entry entry) => entry.Content?.Allergy?.Criticality == "high";

    // Whatever is not plainly over, or plainly refuted, counts.
    private static bool IsCurrent(Entry entry) =>
        Values.CodeOf(entry.Content?.Allergy?.ClinicalStatus) is not ("inactive" or "resolved")
        && Values.CodeOf(entry.Content?.Allergy?.VerificationStatus) is not ("refuted" or "entered-in-error");
}
