using MedRecords.Cli.Tests.Fakes;
using MedRecords.V1;

namespace MedRecords.Cli.Tests.Access;

public sealed class When_a_chart_is_shared_or_closed : Situation
{
    private const string Id = "00112233aabbccdd";

    [Fact]
    public async Task A_grant_says_until_when_and_how_to_take_it_back()
    {
        var finished = await Caller.RunAsync("grant", "chart-1", "--to-site", "north", "--for", "second-opinion", "--reason", "A second look.", "--kind", "note", "--until", "2027-01-31T12:00Z");

        Assert.Equal(0, finished.Code);
        Assert.Contains($"medrecords revoke chart-1 {Id}", finished.Out, StringComparison.Ordinal);
        var grant = Assert.Single(State.Granted.Grants);
        Assert.Equal((GrantKind.SecondOpinion, "north", EntryKind.Note), (grant.Kind, grant.Site, Assert.Single(grant.Kinds)));

        Assert.Contains("staff of north", (await Caller.RunAsync("grants", "chart-1")).Out, StringComparison.Ordinal);
        await Caller.RunAsync("revoke", "chart-1", Id);
        Assert.Empty(State.Granted.Grants);
    }

    [Theory]
    [InlineData("grant", "chart-1", "--for", "referral", "--reason", "x")]
    [InlineData("grant", "chart-1", "--to-site", "north", "--for", "curiosity", "--reason", "x")]
    [InlineData("consent", "deny", "chart-1")]
    [InlineData("consent", "deny", "chart-1", "--anyone", "--role", "nurse")]
    [InlineData("emergency", "start", "chart-1")]
    [InlineData("emergency", "review", "chart-1", Id, "--review", "x")]
    public async Task What_makes_no_sense_is_refused_before_anything_is_sent(params string[] words)
    {
        Assert.Equal(2, (await Caller.RunAsync(words)).Code);
        Assert.Empty(State.Granted.Grants);
        Assert.Empty(State.Directives);
    }

    [Fact]
    public async Task A_denial_is_shown_with_whom_and_what()
    {
        await Caller.RunAsync("consent", "deny", "chart-1", "--role", "nurse", "--label", "hiv", "--for-purpose", "treatment");

        var listed = (await Caller.RunAsync("consent", "list", "chart-1")).Out;

        foreach (var fact in new[] { Id, "deny", "nurse", "labelled hiv", "for treatment" })
            Assert.Contains(fact, listed, StringComparison.Ordinal);
        await Caller.RunAsync("consent", "withdraw", "chart-1", Id);
        Assert.Empty(State.Directives);
    }

    [Fact]
    public async Task An_emergency_says_until_when_what_to_do_next_and_that_it_is_reviewed()
    {
        var started = (await Caller.RunAsync("emergency", "start", "chart-1", "--reason", "Unconscious.")).Out;
        foreach (var fact in new[] { "medrecords show chart-1", "reviews it", $"medrecords emergency end chart-1 {Id}" })
            Assert.Contains(fact, started, StringComparison.Ordinal);

        Assert.Equal(Id, Assert.Single((await Caller.RunAsync("emergency", "list", "chart-1", "--json")).Lines)["id"]!.GetValue<string>());
        await Caller.RunAsync("emergency", "review", "chart-1", Id, "--justified", "--review", "No relative was there.");
        Assert.True(State.Emergencies[0].Justified);
    }

    [Fact]
    public async Task A_proxy_is_told_how_to_confirm()
    {
        var invited = await Caller.RunAsync("proxy", "invite", "chart-1", "rita", "--as", "family");
        Assert.Contains($"medrecords proxy confirm chart-1 {Id} --birth-date DATE", invited.Out, StringComparison.Ordinal);
        await Caller.RunAsync("proxy", "confirm", "chart-1", Id, "--birth-date", "1980-01-01");
        Assert.True(State.Granted.Proxies[0].Confirmed);
    }

    [Fact]
    public async Task An_explanation_shows_each_rule_and_whether_it_holds()
    {
        var no = (await Caller.RunAsync("explain", "chart-1", "--about", "rita", "--action", "export")).Out;
        Assert.Contains("No, as nurse@main", no, StringComparison.Ordinal);
        Assert.Contains("✗ A relation holds.", no, StringComparison.Ordinal);
        Assert.Contains("social security number", (await Caller.RunAsync("explain", "chart-1")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_team_and_the_protection_are_set_and_listed()
    {
        await Caller.RunAsync("team", "chart-1", "rita", "--function", "physiotherapy");
        await Caller.RunAsync("protect", "chart-1", "--well-known");

        var listed = (await Caller.RunAsync("grants", "chart-1")).Out;

        Assert.Contains("physiotherapy", listed, StringComparison.Ordinal);
        Assert.Contains("well known", listed, StringComparison.Ordinal);
    }
}
