using MedRecords.Cli.Tests.Fakes;
using MedRecords.V1;

namespace MedRecords.Cli.Tests.Search;

public sealed class When_somebody_is_found : Situation
{
    [Fact]
    public async Task Text_shows_name_birth_date_and_chart()
    {
        Open("[bold]O'Brien", birthDate: "1958-03-07");

        var finished = await Caller.RunAsync("search", "brien");

        Assert.Equal(0, finished.Code);
        Assert.Contains("[BOLD]O'BRIEN, Maeve", finished.Out, StringComparison.Ordinal);
        Assert.Contains("1958-03-07", finished.Out, StringComparison.Ordinal);
        Assert.Contains("chart-1", finished.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_masked_birth_date_has_its_placeholder()
    {
        Open("O'Brien", birthDate: "").Masked.Add(ConfidentialDetail.BirthDate);

        Assert.Contains("(not shown to your role)", (await Caller.RunAsync("search", "brien")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_one_match_a_line()
    {
        Open("O'Brien", birthDate: "1958-03-07");

        var line = Assert.Single((await Caller.RunAsync("search", "brien", "--json")).Lines);

        Assert.Equal("chart-1", line["chartId"]!.GetValue<string>());
        Assert.Equal(1, line["demographics"]!["id"]!.GetValue<int>());
    }

    [Fact]
    public async Task Nobody_found_is_said_and_no_failure()
    {
        var finished = await Caller.RunAsync("search", "nobody");

        Assert.Equal(0, finished.Code);
        Assert.Contains("Nobody was found", finished.Out, StringComparison.Ordinal);
    }

    private Entry Open(string family, string birthDate)
    {
        State.Charts["chart-1"] = new FakeChart("main");
        return State.Charts["chart-1"].Add(new EntryContent { Demographics = new Demographics { Names = { new HumanName { Family = family, Given = { "Maeve" } } }, BirthDate = birthDate } });
    }
}
