using MedRecords.Cli.Tests.Fakes;
using MedRecords.V1;

namespace MedRecords.Cli.Tests.Append;

public sealed class When_the_service_takes_it : Situation
{
    [Fact]
    public async Task Vital_signs_are_coded_and_have_units()
    {
        State.Charts["chart-1"] = new FakeChart("main");

        var finished = await Caller.RunAsync("append", "chart-1", "--vital", "blood-pressure=120/80", "--vital", "weight=154lb", "--at", "2025-03-01T03:05:00Z");

        Assert.Equal(0, finished.Code);
        var (pressure, weight) = (State.Charts["chart-1"].Entries[0].Content, State.Charts["chart-1"].Entries[1].Content);
        Assert.Equal(["8480-6:120", "8462-4:80"], pressure.Observation.Components.Select(part => $"{part.Code.Codings[0].Code}:{part.Quantity.Value}"));
        Assert.Equal(("29463-7", "154", "[lb_av]"), (weight.Code.Codings[0].Code, weight.Observation.Quantity.Value, weight.Observation.Quantity.Code));
        Assert.Equal("2025-03-01T03:05:00Z", weight.Time.Start);
    }

    [Fact]
    public async Task An_allergy_is_active_and_carries_its_code()
    {
        State.Charts["chart-1"] = new FakeChart("main");

        await Caller.RunAsync("append", "chart-1", "--allergy", "Penicillin", "--reaction", "Hives", "--criticality", "high", "--code", "snomed|91936005", "--sensitivity", "restricted");

        var content = State.Charts["chart-1"].Entries.Single().Content;
        Assert.Equal(("Penicillin", "91936005", "active", "high", "Hives"), (content.Code.Text, content.Code.Codings[0].Code, content.Allergy.ClinicalStatus.Codings[0].Code, content.Allergy.Criticality, content.Allergy.Manifestations[0].Text));
        Assert.Equal([Sensitivity.Restricted], content.Sensitivity);
    }

    [Theory]
    [InlineData("""{"note":{"text":"one"}} {"note":{"text":"two"}}""")]
    [InlineData("""[{"note":{"text":"one"}},{"note":{"text":"two"}}]""")]
    public async Task Entries_in_json_are_taken_in_order(string json)
    {
        State.Charts["chart-1"] = new FakeChart("main");

        var finished = await Caller.RunAsync("append", "chart-1", "--json-file", Caller.Write("entries.json", json), "--json");

        Assert.Equal(["one", "two"], State.Charts["chart-1"].Entries.Select(entry => entry.Content.Note.Text));
        Assert.Equal([1, 2], finished.Lines.Single()["entryIds"]!.AsArray().Select(id => id!.GetValue<int>()));
    }

    [Fact]
    public async Task The_same_operation_id_takes_effect_once_and_says_so()
    {
        State.Charts["chart-1"] = new FakeChart("main");
        string[] command = ["append", "chart-1", "--note", "Slept well.", "--at", "2025-03-01", "--operation-id", "op-1"];

        await Caller.RunAsync(command);
        var finished = await Caller.RunAsync(command);

        Assert.Single(State.Charts["chart-1"].Entries);
        Assert.Contains("had been recorded before, as entry 1", finished.Out, StringComparison.Ordinal);
    }
}
