using MedRecords.Cli.Output;
using MedRecords.Cli.Reading;
using MedRecords.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MedRecords.Cli.Charting;

/// <summary>Who the patient is, so that nobody reads the wrong chart.</summary>
internal static class Banner
{
    /// <summary>Name, birth date, age and sex across the page.</summary>
    public static IRenderable Title(Entry? demographics, DateTimeOffset day)
    {
        var patient = new PatientText(demographics);
        var age = patient.AgeOn(day) is { } years ? $"({years} years)" : "";
        var born = patient.BirthDate.Length > 0 ? $"born {patient.BirthDate}" : "";
        var line = Values.Join("   ", patient.Name, Values.Join(" ", born, age), patient.Gender, patient.Deceased);
        return new Panel(new Text(Clean.Line(line), new Style(decoration: Decoration.Bold))) { Border = BoxBorder.Heavy, Expand = true };
    }

    /// <summary>The other details that are recorded, one a line.</summary>
    public static IRenderable Details(Entry? demographics)
    {
        var patient = new PatientText(demographics);
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn();
        foreach (var (label, value) in Lines(patient).Where(line => line.Value.Length > 0))
            grid.AddRow(new Text(label, new Style(decoration: Decoration.Dim)), new Text(Clean.Line(value)));
        return new Padder(grid, new Padding(0, 0, 0, 1));
    }

    private static (string Label, string Value)[] Lines(PatientText patient) =>
    [
        ("Record number", patient.RecordNumbers),
        ("Social security", patient.SocialSecurityNumber),
        ("Other names", patient.OtherNames),
        ("Address", patient.Addresses),
        ("Telephone", patient.Telecoms),
        ("Languages", patient.Languages),
        ("Marital status", patient.MaritalStatus),
        ("Origin", patient.Origin),
        ("Place of birth", patient.BirthPlace),
        ("Height, weight", patient.HeightAndWeight),
        ("Eyes, hair", patient.Colours),
        ("Characteristics", patient.Characteristics),
    ];
}
