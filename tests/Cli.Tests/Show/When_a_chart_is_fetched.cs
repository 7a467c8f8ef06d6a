using MedRecords.Cli.Tests.Fakes;
using MedRecords.V1;

namespace MedRecords.Cli.Tests.Show;

public sealed class When_a_chart_is_fetched : Situation
{
    [Fact]
    public async Task Text_has_no_escape_codes_where_nobody_watches()
    {
        await Fill();

        var finished = await Caller.RunAsync("show", "chart-1");

        Assert.Equal(0, finished.Code);
        Assert.Contains("ALLERGIES", finished.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', finished.Out);
    }

    [Fact]
    public async Task A_terminal_gets_red_allergies_unless_no_colour_is_wanted()
    {
        await Fill();
        Caller.AtTerminal = true;

        var coloured = await Caller.RunAsync("show", "chart-1");
        Caller.Environment["NO_COLOR"] = "1";
        var plain = await Caller.RunAsync("show", "chart-1");

        Assert.Matches("\u001b\\[[0-9;]*(31|91)m", coloured.Out);
        Assert.DoesNotMatch("\u001b\\[[0-9;]*(3[0-7]|9[0-7])m", plain.Out);
    }

    [Fact]
    public async Task Json_is_one_object_with_the_same_parts()
    {
        await Fill();

        var line = Assert.Single((await Caller.RunAsync("show", "chart-1", "--json")).Lines);

        Assert.Equal("Penicillin", line["allergies"]![0]!["content"]!["code"]!["text"]!.GetValue<string>());
        Assert.Equal("main", line["sites"]![0]!.GetValue<string>());
        Assert.Equal(3, line["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_moment_in_the_past_shows_what_was_known_then()
    {
        await Fill();
        var before = State.Charts["chart-1"].Entries[1].RecordedAt.ToDateTime().AddSeconds(-1);

        var line = Assert.Single((await Caller.RunAsync("show", "chart-1", "--as-of", $"{before:yyyy-MM-dd'T'HH:mm:ss'Z'}", "--json")).Lines);

        Assert.Empty(line["allergies"]!.AsArray());
        Assert.NotNull(line["demographics"]);
    }

    [Fact]
    public async Task Bills_are_not_even_asked_for()
    {
        await Fill();
        State.Charts["chart-1"].Add(new EntryContent { Claim = new Claim() });

        var line = Assert.Single((await Caller.RunAsync("show", "chart-1", "--json")).Lines);

        Assert.False(line["counts"]!.AsObject().ContainsKey("claim"));
    }

    private async Task Fill()
    {
        State.Charts["chart-1"] = new FakeChart("main");
        State.Charts["chart-1"].Add(new EntryContent { Demographics = new Demographics { Names = { new HumanName { Family = "O'Brien" } } } });
        await Caller.RunAsync("append", "chart-1", "--allergy", "Penicillin", "--criticality", "high", "--vital", "pain=3");
    }
}
