using MedRecords.Battery.Faults.Model;
using MedRecords.V1;

namespace MedRecords.Battery.Tests.Check;

public sealed class ContentOfAnEntry
{
    [Fact]
    public void Tells_its_append() =>
        Assert.Equal(123, Marks.NumberOf(new Entry { Kind = EntryKind.Observation, Content = Marks.ContentOf(123) }));

    [Fact]
    public void Does_not_pass_for_it_when_altered()
    {
        var content = Marks.ContentOf(123);
        content.Observation.Quantity.Value += "0";
        Assert.Equal(Marks.Altered, Marks.NumberOf(new Entry { Kind = EntryKind.Observation, Content = content }));
    }
}
