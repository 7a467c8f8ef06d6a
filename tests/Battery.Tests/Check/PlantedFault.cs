using MedRecords.Battery.Faults.Checks;
using MedRecords.Battery.Faults.Model;
using static MedRecords.Battery.Tests.Check.Histories;

namespace MedRecords.Battery.Tests.Check;

/// <summary>The control of rows R1 and R2: each fault that they look for is planted in a sound history, and found.</summary>
public sealed class PlantedFault
{
    [Fact]
    public void Acknowledged_append_that_is_not_there() =>
        Assert.Contains(ViolationKind.Lost, Find([.. Operations, Append(14, 6, 100, 110)]));

    [Fact]
    public void Append_that_is_there_twice()
    {
        IReadOnlyList<LogEntry> doubled = [.. Log, new(6, 6, 12)];
        Assert.Contains(ViolationKind.Doubled, Find(Operations, doubled, doubled));
    }

    [Fact]
    public void Append_that_was_given_up_and_is_there_twice()
    {
        IReadOnlyList<LogEntry> doubled = [.. Log, new(6, 6, 14), new(7, 7, 14)];
        Assert.Equal([ViolationKind.Doubled], Find([.. Operations, Lost(14, from: 100)], doubled, doubled));
    }

    [Fact]
    public void Version_that_is_missing()
    {
        IReadOnlyList<LogEntry> gap = [.. Log.Take(4), new(6, 6, 13)];
        Assert.Contains(ViolationKind.Gap, Find(With(Append(13, 6, 60, 65)), gap, gap));
    }

    [Fact]
    public void Version_that_is_there_twice()
    {
        IReadOnlyList<LogEntry> twice = [.. Log, new(5, 5, 14)];
        Assert.Contains(ViolationKind.Gap, Find([.. Operations, Lost(14, from: 100)], twice, twice));
    }

    [Fact]
    public void Silos_that_show_different_histories() =>
        Assert.Equal([ViolationKind.Forked], Find(Operations, Log, [.. Log.Take(4), new(5, 5, 14)]));

    [Fact]
    public void Silo_that_lacks_the_end() =>
        Assert.Equal([ViolationKind.Forked], Find(Operations, Log, [.. Log.Take(4)]));

    [Fact]
    public void Read_of_another_history() =>
        Assert.Equal([ViolationKind.Forked], Find(With(Read(92, 5, 80, 90, 12, 13, 11))));

    [Fact]
    public void Read_of_a_version_that_is_gone() =>
        Assert.Equal([ViolationKind.Forked], Find(With(Read(92, 6, 80, 90, 14, 13, 12))));

    [Fact]
    public void Read_that_lacks_what_had_been_acknowledged() =>
        Assert.Equal([ViolationKind.Stale], Find(With(Read(92, 4, 80, 90, 12, 11))));

    [Fact]
    public void Read_that_lacks_what_another_read_was_shown() =>
        Assert.Equal([ViolationKind.Stale], Find([.. Operations, Read(93, 5, 66, 68, 13, 12, 11), Read(94, 4, 69, 75, 12, 11)]));

    [Fact]
    public void Append_before_what_had_been_acknowledged()
    {
        var operations = With(Append(13, 5, from: 60, until: 61)).Where(operation => operation.Number != 12).Append(Append(12, 4, from: 65, until: 70));
        Assert.Equal([ViolationKind.Reordered], Find([.. operations]));
    }

    [Fact]
    public void Given_up_append_before_what_had_been_acknowledged_when_it_was_sent() =>
        Assert.Equal([ViolationKind.Reordered], Find(With(Lost(12, from: 66))));

    [Fact]
    public void Read_of_what_nobody_had_sent_yet() =>
        Assert.Equal([ViolationKind.Reordered], Find([.. Operations, Read(93, 4, 42, 45, 12, 11)]));

    [Fact]
    public void Append_in_another_place_than_it_was_told() =>
        Assert.Contains(ViolationKind.Altered, Find(With(Append(13, 6, 60, 65))));

    [Fact]
    public void Entry_that_nobody_sent()
    {
        IReadOnlyList<LogEntry> strange = [.. Log, new(6, 6, 14)];
        Assert.Equal([ViolationKind.Altered], Find(Operations, strange, strange));
    }

    [Fact]
    public void Entry_that_was_refused()
    {
        IReadOnlyList<LogEntry> more = [.. Log, new(6, 6, 14)];
        Assert.Equal([ViolationKind.Altered], Find([.. Operations, Lost(14, from: 100) with { Outcome = Outcome.Refused }], more, more));
    }
}
