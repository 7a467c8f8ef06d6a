extern alias cli;

using cli::MedRecords.Cli.Output;
using cli::MedRecords.V1;

namespace MedRecords.Cli.Tests.Output;

public sealed class When_messages_become_json
{
    [Fact]
    public void Sixty_four_bit_numbers_are_numbers_at_every_depth()
    {
        var json = ProtoJson.ToNode(new ListEntriesResponse { Version = 7, Entries = { new Entry { Id = 3, Kind = EntryKind.Note } } });

        Assert.Equal(7, json["version"]!.GetValue<long>());
        Assert.Equal(3, json["entries"]![0]!["id"]!.GetValue<long>());
        Assert.Equal("ENTRY_KIND_NOTE", json["entries"]![0]!["kind"]!.GetValue<string>());
    }

    [Fact]
    public void Lists_of_them_are_numbers_too() =>
        Assert.Equal([1, 2], ProtoJson.ToNode(new AccessRecord { Entries = { 1, 2 } })["entries"]!.AsArray().Select(number => number!.GetValue<long>()));
}
