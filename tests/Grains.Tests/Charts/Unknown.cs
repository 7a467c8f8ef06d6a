using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MedRecords.Journal;
using MedRecords.Journal.Contract;
using MedRecords.Storage.V1;
using static MedRecords.Grains.Tests.Situation;

namespace MedRecords.Grains.Tests.Charts;

public sealed class Unknown
{
    [Fact]
    public void An_event_of_a_sort_that_is_not_known_makes_the_chart_refused()
    {
        // Field 2047 is one that no version has.
        var newer = (byte[])[.. new ChartEvent { RecordedAt = Timestamp.FromDateTimeOffset(Noon) }.ToByteArray(), 0xFA, 0x7F, 0x00];
        var failure = Assert.Throws<JournalUnavailableException>(() => Opened.Apply([new OpenedEvent(Opened.At.Version + 1, newer, new byte[32])]));
        Assert.Contains("newer version", failure.Message, StringComparison.Ordinal);
    }
}
