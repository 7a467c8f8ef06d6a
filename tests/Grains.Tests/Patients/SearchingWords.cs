using MedRecords.Grains.Interfaces.Patients;
using MedRecords.Grains.Patients;
using MedRecords.Journal.Sealing;
using MedRecords.V1;

namespace MedRecords.Grains.Tests.Patients;

public sealed class SearchingWords
{
    private readonly TermHasher _hasher = new(DataKey.Generate());

    [Theory]
    [InlineData("Müller-Lüdenscheidt", "muller,ludenscheidt")]
    [InlineData("O'Brien", "obrien")]
    [InlineData("Łukasz  Żółć", "lukasz,zolc")]
    [InlineData("Nguyễn", "nguyen")]
    [InlineData("e\u0301tienne", "etienne")]
    [InlineData("李 小龙", "李,小龙")]
    [InlineData(" ,; ", "")]
    public void Names_are_compared_without_case_and_accents(string text, string words) =>
        Assert.Equal(words, string.Join(',', SearchTerms.Words(text)));

    [Theory]
    [InlineData("anna mull", "", "", true)]
    [InlineData("MÜLLER", "", "", true)]
    [InlineData("mu", "", "", false)]
    [InlineData("anna meier", "", "", false)]
    [InlineData("", "mrn 47-11", "", true)]
    [InlineData("müller", "", "1980-01-02", true)]
    [InlineData("müller", "", "1980-01-03", false)]
    [InlineData("wolfeschlegelsteinhausen", "", "", true)]
    public void What_matches_is_also_found_by_its_hashes(string name, string identifier, string born, bool expected)
    {
        var who = new Demographics
        {
            Names = { new HumanName { Family = "Müller", Given = { "Anna" } } },
            OtherNames = { new HumanName { Family = "Wolfeschlegelsteinhausen" } },
            Identifiers = { new Identifier { Value = "MRN-4711" } },
            BirthDate = "1980-01-02",
        };
        var criteria = new PatientCriteria(name, identifier, born, 20);
        var terms = SearchTerms.Of(who, _hasher).Select(t => Convert.ToHexString(t.Span)).ToHashSet();

        Assert.Equal(expected, SearchTerms.Match(new EntryContent { Demographics = who }, criteria));
        Assert.Equal(expected, SearchTerms.Of(criteria, _hasher).All(t => terms.Contains(Convert.ToHexString(t.Span))));
    }
}
