using MedRecords.Grains.Retention;
using MedRecords.V1;

namespace MedRecords.Grains.Tests.Retention;

public sealed class CountingTerms
{
    private static readonly DateOnly Seen = new(2010, 3, 5);

    private static readonly RetentionFacts Adult = new(new DateOnly(1970, 1, 2), null, Seen, false, new Dictionary<EntryKind, DateOnly> { [EntryKind.Note] = Seen });

    [Fact]
    public void A_term_ends_with_the_day_of_its_number_and_the_chart_is_due_the_day_after()
    {
        var end = KeptUntil(Adult, new RetentionPeriod { YearsAfterLastEncounter = 10 });

        Assert.Equal(new DateOnly(2020, 3, 5), end);
        Assert.False(RetentionTerm.HasPassed(end, new DateTimeOffset(2020, 3, 5, 23, 59, 59, TimeSpan.Zero)));
        Assert.True(RetentionTerm.HasPassed(end, new DateTimeOffset(2020, 3, 6, 0, 0, 0, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData(4, "2012-02-29")]
    [InlineData(5, "2013-03-01")]
    public void From_a_leap_day_it_ends_on_the_leap_day_or_on_1_March(int years, string end) =>
        Assert.Equal(DateOnly.Parse(end, null), KeptUntil(Adult with { LastEncounter = new DateOnly(2008, 2, 29) }, new RetentionPeriod { YearsAfterLastEncounter = years }));

    [Theory]
    [InlineData("1992-03-06", "2020-03-06")]
    [InlineData("1992-03-05", "2013-03-05")]
    public void Who_was_a_minor_at_the_last_encounter_is_kept_until_the_age(string born, string end) => Assert.Equal(
        DateOnly.Parse(end, null),
        KeptUntil(Adult with { Born = DateOnly.Parse(born, null) }, new RetentionPeriod { YearsAfterLastEncounter = 3, MinorsUntilAge = 28 }));

    [Fact]
    public void An_unknown_birth_date_counts_as_the_latest_possible() =>
        Assert.Equal(new DateOnly(2038, 3, 5), KeptUntil(Adult with { Born = null }, new RetentionPeriod { YearsAfterLastEncounter = 10, MinorsUntilAge = 28 }));

    [Fact]
    public void Death_counts_where_it_is_known_and_the_latest_end_wins()
    {
        var period = new RetentionPeriod { YearsAfterLastEncounter = 8, YearsAfterDeath = 10 };
        Assert.Equal(new DateOnly(2018, 3, 5), KeptUntil(Adult, period));
        Assert.Equal(new DateOnly(2022, 6, 7), KeptUntil(Adult with { Died = new DateOnly(2012, 6, 7) }, period));
    }

    [Fact]
    public void A_kind_that_is_kept_longer_counts_only_where_the_chart_has_it()
    {
        var rules = new RetentionRules { Usual = new RetentionPeriod { YearsAfterEntry = 5 } };
        rules.Kinds.Add(new KindRetention { Kind = EntryKind.ImagingStudy, Period = new RetentionPeriod { YearsAfterEntry = 30 } });
        var imaged = Adult with { Newest = new Dictionary<EntryKind, DateOnly> { [EntryKind.Note] = Seen, [EntryKind.ImagingStudy] = new(2009, 1, 1) } };

        Assert.Equal(new DateOnly(2015, 3, 5), RetentionTerm.KeptUntil(rules, Adult));
        Assert.Equal(new DateOnly(2039, 1, 1), RetentionTerm.KeptUntil(rules, imaged));
    }

    [Fact]
    public void There_is_no_end_where_the_policy_says_none_or_keeps_or_care_goes_on()
    {
        var period = new RetentionPeriod { YearsAfterLastEncounter = 1 };
        Assert.Null(RetentionTerm.KeptUntil(null, Adult));
        Assert.Null(KeptUntil(Adult, new RetentionPeriod()));
        Assert.Null(RetentionTerm.KeptUntil(new RetentionRules { Usual = period, AtEnd = RetentionEnd.Keep }, Adult));
        Assert.Null(KeptUntil(Adult with { HasOpenEncounter = true }, period));
        Assert.False(RetentionTerm.HasPassed(null, DateTimeOffset.MaxValue));
    }

    private static DateOnly? KeptUntil(RetentionFacts facts, RetentionPeriod usual) => RetentionTerm.KeptUntil(new RetentionRules { Usual = usual }, facts);
}
