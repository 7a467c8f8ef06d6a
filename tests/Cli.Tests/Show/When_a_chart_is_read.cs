extern alias cli;

using cli::MedRecords.Cli.Charting;
using cli::MedRecords.Cli.Entries;
using cli::MedRecords.V1;
using Google.Protobuf.WellKnownTypes;
using Spectre.Console;

namespace MedRecords.Cli.Tests.Show;

public sealed class When_a_chart_is_read
{
    private static readonly DateTimeOffset Day = new(2025, 6, 30, 3, 0, 0, TimeSpan.Zero);

    private readonly ChartContents _contents = new(timelineLength: 10) { Version = 6 };
    private long _entries;

    [Fact]
    public void The_patient_comes_first_and_allergies_before_everything_clinical()
    {
        AddPatient();
        AddAllergy("Penicillin", "high", "active");
        Add(TypedEntries.Problem("Asthma", status: null));
        Add(TypedEntries.Medication("Albuterol", ["Two puffs"]));

        var page = Draw();

        AssertInOrder(page, "O'BRIEN, Maeve", "67 years", "ALLERGIES (1)", "Penicillin", "Problems (1)", "Asthma", "Medications (1)", "Albuterol, Two puffs", "Timeline");
        Assert.Contains("HIGH RISK", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_most_dangerous_allergy_leads_and_what_is_over_comes_last()
    {
        AddPatient();
        AddAllergy("Latex", "low", "resolved");
        AddAllergy("Pollen", "low", "active");
        AddAllergy("Penicillin", "high", "active");

        AssertInOrder(Draw(), "ALLERGIES (2)", "!  Penicillin", "!  Pollen", "-  Latex");
    }

    [Fact]
    public void A_chart_without_allergies_never_claims_that_there_are_none()
    {
        AddPatient();

        Assert.Contains("None recorded in what you may see: ask the patient.", Draw(), StringComparison.Ordinal);
    }

    [Fact]
    public void Masked_details_have_their_placeholder_and_absent_ones_no_line()
    {
        var patient = AddPatient();
        patient.Masked.AddRange([ConfidentialDetail.SocialSecurityNumber, ConfidentialDetail.Telephone]);

        var page = Draw();

        AssertInOrder(page, "Social security", "(not shown to your role)", "Telephone", "(not shown to your role)");
        Assert.DoesNotContain("Marital status", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chart_whose_patient_is_hidden_still_shows_the_rest()
    {
        Add(TypedEntries.Problem("Asthma", status: null));

        AssertInOrder(Draw(), "(not shown to your role)", "Asthma");
    }

    [Fact]
    public void Recorded_markup_and_control_characters_are_shown_as_text()
    {
        AddPatient();
        Add(TypedEntries.Problem("[red]Asthma[/] \u001b[2J", status: null));
        Add(TypedEntries.Note("[/] see [link=https://example.org]", "[x]"));

        var page = Draw(width: 160);

        Assert.Contains("[red]Asthma[/]", page, StringComparison.Ordinal);
        Assert.Contains("[/] see [link=https://example.org]", page, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', page);
    }

    [Fact]
    public void Of_each_vital_sign_the_clinically_latest_is_shown_whatever_the_order_of_recording()
    {
        AddPatient();
        Add(VitalSigns.Parse("heart-rate=72"), "2025-02-01T08:00:00Z");
        Add(VitalSigns.Parse("heart-rate=99"), "2025-01-01T08:00:00Z");
        Add(VitalSigns.Parse("blood-pressure=120/80"), "2025-02-01T08:05:00Z");

        var page = Draw();
        var latest = page[page.IndexOf("Vital signs", StringComparison.Ordinal)..page.IndexOf("Timeline", StringComparison.Ordinal)];

        Assert.Contains("Heart rate 72 /min", latest, StringComparison.Ordinal);
        Assert.DoesNotContain("99", latest, StringComparison.Ordinal);
        Assert.Contains("Blood pressure 120/80 mmHg", latest, StringComparison.Ordinal);
    }

    [Fact]
    public void The_timeline_is_by_clinical_day_latest_first_and_no_longer_than_asked()
    {
        AddPatient();
        for (var day = 1; day <= 28; day++)
            Add(TypedEntries.Note($"Note of day {day}.", title: null), $"2025-01-{(day * 5 % 28) + 1:D2}T08:00:00Z");

        var page = Draw();

        AssertInOrder(page, "2025-01-28", "2025-01-27", "2025-01-19");
        Assert.DoesNotContain("2025-01-18", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolved_problems_and_finished_medications_are_counted_and_not_listed()
    {
        AddPatient();
        Add(TypedEntries.Problem("Sprain of ankle", "resolved"));
        var drug = TypedEntries.Medication("Amoxicillin", []);
        drug.Status = "completed";
        Add(drug);

        AssertInOrder(Draw(), "Problems (0, and 1 resolved)", "None in what you may see.", "Medications (0, and 1 no longer taken)");
    }

    [Fact]
    public void A_page_of_the_past_says_so()
    {
        AddPatient();

        Assert.Contains("It may have changed since.", Draw(asOf: Day.AddYears(-1)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(132)]
    public void No_line_is_wider_than_the_terminal(int width)
    {
        AddPatient();
        AddAllergy("Penicillin and everything that ends in -cillin, as the mother reports", "high", "active");
        Add(TypedEntries.Medication("24 HR metformin hydrochloride 500 MG Extended Release Oral Tablet", ["One tablet with the evening meal"]));

        Assert.All(Draw(width).Split('\n'), line => Assert.True(line.Length <= width, line));
    }

    private static void AssertInOrder(string page, params string[] facts)
    {
        var at = 0;
        foreach (var fact in facts)
        {
            var found = page.IndexOf(fact, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"'{fact}' is missing, or not where it belongs, in:\n{page}");
            at = found + fact.Length;
        }
    }

    private Entry AddPatient() => Add(new EntryContent
    {
        Demographics = new Demographics { Names = { new HumanName { Family = "O'Brien", Given = { "Maeve" } } }, BirthDate = "1958-03-07", Gender = "female", Identifiers = { new Identifier { Value = "H-77" } } },
    });

    private void AddAllergy(string substance, string criticality, string status) => Add(TypedEntries.Allergy(substance, ["Hives"], criticality, status));

    private Entry Add(EntryContent content, string? at = null)
    {
        if (at is not null)
            content.Time = new ClinicalTime { Start = at };
        var kind = content switch
        {
            { Demographics: not null } => EntryKind.Demographics,
            { Allergy: not null } => EntryKind.Allergy,
            { Condition: not null } => EntryKind.Condition,
            { Medication: not null } => EntryKind.Medication,
            { Observation: not null } => EntryKind.Observation,
            _ => EntryKind.Note,
        };
        var entry = new Entry { Id = ++_entries, Version = _entries, Kind = kind, State = EntryState.Final, Content = content, RecordedAt = Timestamp.FromDateTimeOffset(Day.AddYears(-2).AddMinutes(_entries)) };
        _contents.Add(entry);
        return entry;
    }

    private string Draw(int width = 100, DateTimeOffset? asOf = null)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        foreach (var part in new ChartPage("chart-1", _contents, ["main"], Day, asOf).Parts())
            console.Write(part);
        return text.ToString();
    }
}
