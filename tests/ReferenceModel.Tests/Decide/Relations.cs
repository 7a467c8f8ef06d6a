using MedRecords.V1;
using static MedRecords.ReferenceModel.Tests.Situation;

namespace MedRecords.ReferenceModel.Tests.Decide;

/// <summary>Sentence 3, but for proxies and emergencies: how one stands to the chart.</summary>
public sealed class Relations
{
    [Fact]
    public void Without_one_nothing_is_permitted() => Assert.False(Stranger.IsPermitted());

    [Fact]
    public void Of_the_site_do_not_count_where_the_rules_list_others() => Assert.False(Nurse.By(Relation.CareTeam).IsPermitted());

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(9, true)]
    [InlineData(10, false)]
    public void Of_the_care_team_last_from_their_first_moment_until_just_before_their_last(int ticks, bool permitted)
    {
        var team = new[] { new CareTeamMember { Account = Me, Validity = From(Noon, Noon.AddTicks(10)) } };

        Assert.Equal(permitted, (Stranger.By(Relation.CareTeam) with { Team = team, Time = Noon.AddTicks(ticks) }).IsPermitted());
    }

    [Fact]
    public void Of_another_member_of_the_team_do_not_count() =>
        Assert.False((Stranger.By(Relation.CareTeam) with { Team = [new CareTeamMember { Account = "account-2" }] }).IsPermitted());

    [Theory]
    [InlineData(Here, false, true)]
    [InlineData(Here, true, false)]
    [InlineData(Elsewhere, false, false)]
    public void By_an_encounter_need_one_that_goes_on_at_the_site(string site, bool ended, bool permitted) =>
        Assert.Equal(permitted, (Nurse.By(Relation.OpenEncounter) with { Encounters = [new Stay(site, ended)] }).IsPermitted());

    [Fact]
    public void By_a_grant_to_the_account_open_the_kinds_that_it_names()
    {
        var grant = new Grant { Account = Me, Kinds = { EntryKind.Observation } };
        var entries = new[] { PlainNote, new EntryHeader(EntryKind.Observation, []) };

        Assert.Equal([false, true], (Stranger.By(Relation.Grant) with { Grants = [grant], Entries = entries }).Shown());
        Assert.Equal([true, true], (Stranger.By(Relation.Grant) with { Grants = [grant, new Grant { Site = Elsewhere }], Entries = entries }).Shown());
    }

    [Fact]
    public void By_a_grant_to_nobody_or_to_another_do_not_hold() =>
        Assert.False((Stranger.By(Relation.Grant) with { Grants = [new Grant(), new Grant { Account = "account-2" }, new Grant { Site = Here }] }).IsPermitted());

    [Theory]
    [InlineData("chart-1", true)]
    [InlineData("chart-2", false)]
    public void Of_the_patient_hold_for_the_own_chart(string own, bool permitted) =>
        Assert.Equal(permitted, (Nurse with { Role = Role.Patient, Site = "", OwnChart = own, Policy = PolicyOf(Role.Patient) }).IsPermitted());

    [Fact]
    public void Of_the_patient_do_not_hold_at_work() =>
        Assert.False((Stranger.By(Relation.Patient) with { OwnChart = "chart-1" }).IsPermitted());

    [Theory]
    [InlineData("", true)]
    [InlineData("institution-2", false)]
    public void By_a_function_hold_for_an_institution_that_treats_the_patient(string institution, bool permitted) =>
        Assert.Equal(permitted, (Stranger.By(Relation.Function) with { Institution = institution }).IsPermitted());

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Of_who_has_to_do_with_the_dead_need_one(bool deceased, bool permitted) =>
        Assert.Equal(permitted, (Nurse with { Deceased = deceased }).Under(policy => policy.Roles[0].OnlyDeceased = true).IsPermitted());
}
