using MedRecords.Grains.Interfaces.Charts;
using MedRecords.V1;

namespace MedRecords.GrpcFrontend.Tests.Server;

/// <summary>Content that nothing is wrong with.</summary>
public static class Samples
{
    public const string ChartId = "0f1e2d3c-4b5a-8169-8877-665544332211";

    public static EntryContent Note(string text = "Feels better.") =>
        new() { Note = new Note { Text = text }, Time = new ClinicalTime { Start = "2024-02-29T10:00:00+01:00" } };

    public static EntryContent Demographics() =>
        new() { Demographics = new Demographics { Names = { new HumanName { Family = "Sample" } }, BirthDate = "1970-01" } };

    public static AppendEntriesRequest Append(params EntryContent[] entries) =>
        new() { OperationId = "op-1", ChartId = ChartId, Entries = { entries } };

    public static Entry Entry(long id, EntryContent? content = null) =>
        new() { Id = id, Version = id, Kind = EntryKind.Note, State = EntryState.Final, Content = content ?? Note() };

    public static Recorded Recorded(long version = 7) => new(ChartId, version, [version], false);
}
