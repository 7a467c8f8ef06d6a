extern alias cli;

using cli::MedRecords.Cli.Generating;
using cli::MedRecords.V1;

namespace MedRecords.Cli.Tests.Generate;

public sealed class When_a_life_is_made_up
{
    private static readonly string[] KnownSystems =
    [
        "http://loinc.org", "http://snomed.info/sct", "http://www.nlm.nih.gov/research/umls/rxnorm", "http://hl7.org/fhir/sid/cvx",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(5000)]
    public void Everything_happens_in_order_between_birth_and_the_end(int entryCount)
    {
        foreach (var chart in Enumerable.Range(0, 20).Select(number => SyntheticChart.Create(3, number, entryCount)))
        {
            var days = chart.Entries.Select(entry => entry.Time.Start[..10]).ToList();

            Assert.Equal(entryCount, chart.Entries.Count);
            Assert.Equal(days.Order(StringComparer.Ordinal), days);
            Assert.True(string.CompareOrdinal(days[0], chart.Person.Demographics.Demographics.BirthDate) >= 0);
            Assert.True(string.CompareOrdinal(days[^1], "2025-06-30") <= 0);
        }
    }

    [Fact]
    public void Main_codes_come_from_the_code_systems_that_hospitals_use()
    {
        var codes = Enumerable.Range(0, 30).SelectMany(number => SyntheticChart.Create(3, number, 80).Entries).Where(entry => entry.Code is not null).Select(entry => entry.Code.Codings.Single()).ToList();

        Assert.All(codes, code => Assert.Contains(code.System, KnownSystems));
        Assert.All(KnownSystems, system => Assert.Contains(codes, code => code.System == system));
        Assert.All(codes, code => Assert.NotEmpty(code.Display));
    }

    [Fact]
    public void A_cohort_has_every_kind_that_a_demonstration_needs()
    {
        var kinds = Enumerable.Range(0, 30).SelectMany(number => SyntheticChart.Create(3, number, 80).Entries).Select(entry => entry.DetailCase).ToHashSet();

        foreach (var kind in new[] { EntryContent.DetailOneofCase.EncounterDetail, EntryContent.DetailOneofCase.Observation, EntryContent.DetailOneofCase.Condition, EntryContent.DetailOneofCase.Medication, EntryContent.DetailOneofCase.Allergy, EntryContent.DetailOneofCase.Immunization, EntryContent.DetailOneofCase.Note })
            Assert.Contains(kind, kinds);
    }

    [Fact]
    public void Numbers_could_not_belong_to_anybody()
    {
        foreach (var patient in Enumerable.Range(0, 100).Select(number => SyntheticChart.Create(3, number, 1).Person.Demographics.Demographics))
        {
            Assert.Matches(@"^999-\d\d-\d{4}$", patient.SocialSecurityNumber);
            Assert.Matches(@"^555-01\d\d$", patient.Telecoms.Single().Value);
        }
    }

    [Fact]
    public void Measurements_are_humanly_possible()
    {
        foreach (var entry in Enumerable.Range(0, 50).SelectMany(number => SyntheticChart.Create(3, number, 60).Entries).Where(entry => entry.Observation is not null))
        {
            var value = entry.Observation.Quantity is { } quantity ? decimal.Parse(quantity.Value, System.Globalization.CultureInfo.InvariantCulture) : 1;
            Assert.InRange(value, 0.1m, 300m);
            if (entry.Observation.Components is [var systolic, var diastolic])
                Assert.True(int.Parse(systolic.Quantity.Value, null) > int.Parse(diastolic.Quantity.Value, null));
        }
    }
}
