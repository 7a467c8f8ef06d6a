using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Simulation.Cluster;
using MedRecords.V1;

namespace MedRecords.Simulation.Clients;

/// <content>What a clinician writes, each with an operation id of its own.</content>
internal sealed partial class Clinician
{
    private static readonly Sensitivity[] Labels = [Sensitivity.Restricted, Sensitivity.VeryRestricted, Sensitivity.Psychotherapy, Sensitivity.Hiv];

    private async Task OpenAsync(int n)
    {
        var (chart, command) = (Institute.Charts[n], new OpenChart($"open {n}", Institute.North, Person($"person {n}")));
        await WriteAsync(chart, AccessAction.Open, command.OperationId, Institute.North, ["", $"person {n}"], (grain, caller) => grain.OpenAsync(caller, command));
    }

    private async Task AppendAsync(string chart)
    {
        var (operation, site) = (NewOperation(), Site);
        var texts = Enumerable.Range(0, World.Random.Next(1, 4)).Select(i => $"{operation}/{i}").ToArray();
        long? expected = World.Chance(15) ? Witness.Chart(chart).Told : null;
        var command = new AppendEntries(operation, site, expected, [.. texts.Select(Note)]);
        await WriteAsync(chart, AccessAction.Append, operation, site, texts, (grain, caller) => grain.AppendAsync(caller, command), expected);
        if (World.Chance(10))
            await ReuseAsync(chart, command);
    }

    /// <summary>The same id for something else must be refused, or nothing if the first was not carried out.</summary>
    private async Task ReuseAsync(string chart, AppendEntries first)
    {
        // Where the first call has not been carried out yet, this one takes its id.
        Witness.ExpectAnother(Operations.KeyOf(Who.Id.ToString(), first.OperationId));
        var other = first with { Entries = [Note($"{first.OperationId} reused")], ExpectedVersion = null };
        await WriteAsync(chart, AccessAction.Append, first.OperationId, first.Site, [$"{first.OperationId} reused"], (grain, caller) => grain.AppendAsync(caller, other), isNew: false);
    }

    private async Task AmendAsync(string chart)
    {
        if (SomeEntry(chart) is not { } entry)
            return;
        var (operation, site) = (NewOperation(), Site);
        var content = entry == 2 ? Person($"{operation} amended") : Note($"{operation} amended");
        var command = new AmendEntry(operation, site, null, entry, content, "corrected");
        await WriteAsync(chart, AccessAction.Amend, operation, site, [$"{operation} amended"], (grain, caller) => grain.AmendAsync(caller, command));
    }

    private async Task RetractAsync(string chart)
    {
        if (SomeEntry(chart) is not { } entry)
            return;
        var (operation, site) = (NewOperation(), Site);
        var command = new RetractEntry(operation, site, null, entry, "entered in error");
        await WriteAsync(chart, AccessAction.Retract, operation, site, [""], (grain, caller) => grain.RetractAsync(caller, command));
    }

    private async Task ShareAsync(string chart)
    {
        var operation = NewOperation();
        var command = new AddTreatingSite(operation, Institute.South);
        await WriteAsync(chart, AccessAction.Share, operation, string.Empty, [], (grain, caller) => grain.AddSiteAsync(caller, command));
    }

    /// <summary>An import has no operation id: its contents are known again by themselves.</summary>
    private async Task ImportAsync(string chart)
    {
        var batch = NewOperation();
        var size = World.Chance(15) ? World.Random.Next(60, 120) : World.Random.Next(1, 6);
        var entries = Enumerable.Range(0, size).Select(i => Imported($"{batch}/{i}", $"{Who.Name} {World.Random.Next(200)}")).ToList();
        await HearAsync(await InsistAsync(
            () => NewCall(AccessAction.Import, chart) with { Site = Institute.North },
            (silo, caller) => silo.Chart(chart).ImportAsync(caller, new ImportEntries(Institute.North, entries))));
    }

    private async Task WriteAsync(string chart, AccessAction action, string operation, string site, IReadOnlyList<string> texts, Func<IChartGrain, Caller, Task<Answer<Recorded>>> ask, long? expected = null, bool isNew = true)
    {
        var (fate, answer) = await InsistAsync(
            () => NewCall(action, chart) with { Site = site, Texts = texts, Expected = expected, Operation = isNew ? Operations.KeyOf(Who.Id.ToString(), operation) : string.Empty },
            (silo, caller) => ask(silo.Chart(chart), caller));
        operations.Add(new OperationFate(chart, Who.Id.ToString(), operation, texts, fate));
        if (answer?.Value is { EntryIds: [.., var last] } && action != AccessAction.Retract)
            (_entries.TryGetValue(chart, out var known) ? known : _entries[chart] = []).Add(last);
        await HearAsync((fate, answer));
    }

    private string NewOperation() => $"{Who.Name}-{++_number}";

    private EntryContent Note(string text)
    {
        var content = new EntryContent { Note = new Note { Text = text } };
        if (World.Chance(40))
            content.Sensitivity.Add(Labels[World.Random.Next(Labels.Length)]);
        return content;
    }

    private static EntryContent Imported(string text, string source) => new()
    {
        Note = new Note { Text = text },
        Source = new Source { ResourceType = "DocumentReference", ResourceId = source },
    };

    private static EntryContent Person(string name) => new()
    {
        Demographics = new Demographics { Names = { new HumanName { Family = name } }, SocialSecurityNumber = "078-05-1120" },
    };
}
