using MedRecords.V1;
using Detail = MedRecords.V1.EntryContent.DetailOneofCase;

namespace MedRecords.Cli.Tests.Fakes;

internal static class FakeKinds
{
    public static EntryKind Of(EntryContent content) => content.DetailCase switch
    {
        Detail.EncounterDetail => EntryKind.Encounter,
        Detail.None => EntryKind.Other,
        var detail => Enum.Parse<EntryKind>(detail.ToString()),
    };
}
