using MedRecords.V1;
using static MedRecords.ReferenceModel.Tests.Situation;

namespace MedRecords.ReferenceModel.Tests.Decide;

/// <summary>Sentence 3 on those who stand in for the patient.</summary>
public sealed class Proxies
{
    private static Case Mother(ProxyKind kind = ProxyKind.Guardian) => Nurse with
    {
        Role = Role.Proxy,
        Site = "",
        Proxies = [new Proxy { Account = Me, Kind = kind, Labels = { Sensitivity.Hiv }, Confirmed = true }],
        BirthDate = "2016-01-01",
        Policy = PolicyOf(Role.Proxy),
    };

    [Fact]
    public void See_the_labels_that_they_are_cleared_for_beside_those_of_the_role() => Assert.Equal([true, true], Mother().Shown());

    [Fact]
    public void See_the_kinds_that_they_are_given()
    {
        var mother = Mother();
        mother.Proxies[0].Kinds.Add(EntryKind.Observation);

        Assert.Equal([false, false], mother.Shown());
    }

    [Fact]
    public void Have_to_confirm()
    {
        var mother = Mother();
        mother.Proxies[0].Confirmed = false;

        Assert.False(mother.IsPermitted());
    }

    [Fact]
    public void Are_none_in_another_role() => Assert.False((Mother() with { Role = Role.Nurse, Site = Here }).By(Relation.Proxy).IsPermitted());

    [Theory]
    [InlineData("2014-05-05", true, true)]
    [InlineData("2014-05-04", true, false)]
    [InlineData("2008-05-05", true, false)]
    [InlineData("2008-05-04", false, false)]
    [InlineData("2014-05", true, true)]
    [InlineData("2014-04", true, false)]
    [InlineData("2014", true, true)]
    [InlineData("2013", true, false)]
    [InlineData("unknown", true, false)]
    [InlineData("2014-05-4", true, false)]
    [InlineData("9999", true, true)]
    public void Who_are_guardians_see_less_from_12_and_nothing_from_18(string born, bool normal, bool hiv)
    {
        var mother = (Mother() with { BirthDate = born }).Under(policy => policy.Proxies = new ProxyRules { GuardianNarrowsAt = 12, GuardianEndsAt = 18 });

        Assert.Equal([normal, hiv], mother.Shown());
        Assert.Equal(normal, mother.IsPermitted());
    }

    [Fact]
    public void Who_are_guardians_see_all_where_no_age_is_set() => Assert.Equal([true, true], (Mother() with { BirthDate = "" }).Shown());

    [Fact]
    public void Who_are_no_guardians_have_no_ages() =>
        Assert.Equal([true, true], Mother(ProxyKind.PowerOfAttorney).Under(policy => policy.Proxies = new ProxyRules { GuardianEndsAt = 1 }).Shown());

    [Theory]
    [InlineData(2026, 2, 28, true)]
    [InlineData(2026, 3, 1, false)]
    [InlineData(2028, 2, 28, true)]
    [InlineData(2028, 2, 29, false)]
    public void Of_somebody_born_on_a_leap_day_count_the_first_of_March_in_other_years(int year, int month, int day, bool permitted)
    {
        var born = year == 2026 ? "2008-02-29" : "2012-02-29";
        var mother = Mother() with { BirthDate = born, Time = new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero) };

        Assert.Equal(permitted, mother.Under(policy => policy.Proxies = new ProxyRules { GuardianEndsAt = year == 2026 ? 18 : 16 }).IsPermitted());
    }
}
