using MedRecords.Cli.Tests.Fakes;
using MedRecords.V1;

namespace MedRecords.Cli.Tests.History;

public sealed class When_entries_are_listed : Situation
{
    [Fact]
    public async Task Json_has_one_entry_a_line()
    {
        await Fill();

        var lines = (await Caller.RunAsync("list", "chart-1", "--json")).Lines;

        Assert.Equal([1, 2], lines.Select(line => line["id"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Kinds_can_be_chosen()
    {
        await Fill();

        var line = Assert.Single((await Caller.RunAsync("list", "chart-1", "--kind", "note", "--json")).Lines);

        Assert.Equal("ENTRY_KIND_NOTE", line["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task Text_shows_number_kind_content_and_author()
    {
        await Fill();

        var finished = await Caller.RunAsync("list", "chart-1");

        Assert.Contains("Heart rate 72 /min", finished.Out, StringComparison.Ordinal);
        Assert.Contains("nora@main", finished.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_shows_the_revisions_of_one_entry()
    {
        await Fill();
        State.Charts["chart-1"].Entries[0].Reason = "typed wrong";

        var finished = await Caller.RunAsync("history", "chart-1", "1");

        Assert.Contains("typed wrong", finished.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Access_records_show_who_did_what_and_who_was_denied()
    {
        State.Accesses.Add(new AccessRecord { Account = "pat", Role = Role.Coder, Site = "main", Action = AccessAction.List, Outcome = AccessOutcome.Denied, Purpose = Purpose.Payment });

        var finished = await Caller.RunAsync("audit", "chart-1");

        foreach (var fact in new[] { "pat", "coder@main", "list", "payment", "denied" })
            Assert.Contains(fact, finished.Out, StringComparison.Ordinal);
    }

    private async Task Fill()
    {
        State.Charts["chart-1"] = new FakeChart("main");
        await Caller.RunAsync("append", "chart-1", "--vital", "heart-rate=72", "--note", "Slept well.");
    }
}
