using System.Text;
using MedRecords.Cli.Tests.Fakes;

namespace MedRecords.Cli.Tests.Import;

public sealed class When_bundles_are_sound : Situation
{
    private const string Bundle = """{"resourceType":"Bundle","id":"chart-9","entry":[{},{}]}""";

    [Fact]
    public async Task Each_file_has_a_line_of_json()
    {
        var file = Caller.Write("patient.json", Bundle);

        var first = Assert.Single((await Caller.RunAsync("import", file, "--json")).Lines);
        var second = Assert.Single((await Caller.RunAsync("import", file, "--json")).Lines);

        Assert.Equal((file, "chart-9", 2, 2, 0), (first["file"]!.GetValue<string>(), first["chartId"]!.GetValue<string>(), first["resources"]!.GetValue<int>(), first["stored"]!.GetValue<int>(), first["unchanged"]!.GetValue<int>()));
        Assert.Equal((0, 2), (second["stored"]!.GetValue<int>(), second["unchanged"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Without_json_each_file_has_a_line_of_text()
    {
        var finished = await Caller.RunAsync("import", Caller.Write("patient.json", Bundle));

        Assert.Equal(0, finished.Code);
        Assert.Contains("patient.json: chart chart-9, 2 resources, 2 stored, 0 unchanged", finished.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_input_is_read_where_the_file_is_a_dash()
    {
        Caller.Input = Encoding.UTF8.GetBytes(Bundle);

        var line = Assert.Single((await Caller.RunAsync("import", "-", "--json")).Lines);

        Assert.Equal("-", line["file"]!.GetValue<string>());
        Assert.Equal(Bundle, Encoding.UTF8.GetString(State.Charts["chart-9"].Bundle));
    }

    [Fact]
    public async Task A_large_file_goes_in_pieces_of_bounded_size()
    {
        var padding = new string('x', 3_000_000);
        var file = Caller.Write("large.json", $$"""{"id":"chart-9","entry":[],"padding":"{{padding}}"}""");

        var finished = await Caller.RunAsync("import", file);

        Assert.Equal(0, finished.Code);
        Assert.Equal(File.ReadAllBytes(file), State.Charts["chart-9"].Bundle);
        Assert.Contains("largest piece 131072", State.Findings.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_only_site_at_which_the_user_works_is_taken()
    {
        await Caller.RunAsync("import", Caller.Write("patient.json", Bundle));

        Assert.Contains("site main", State.Findings.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_site_must_be_said_where_there_are_several()
    {
        State.Assignments.Add(new V1.Assignment { Site = "north", Role = V1.Role.RecordsOffice });

        var refused = await Caller.RunAsync("import", Caller.Write("patient.json", Bundle));
        var accepted = await Caller.RunAsync("import", Caller.Write("patient.json", Bundle), "--site", "north");

        Assert.Equal(2, refused.Code);
        Assert.Contains("main, north", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, accepted.Code);
        Assert.Contains("site north", State.Findings.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminal_gets_the_same_facts()
    {
        Caller.AtTerminal = true;

        var finished = await Caller.RunAsync("import", Caller.Write("patient.json", Bundle));

        Assert.Equal(0, finished.Code);
        Assert.Contains("2 resources, 2 stored", finished.Out, StringComparison.Ordinal);
    }
}
