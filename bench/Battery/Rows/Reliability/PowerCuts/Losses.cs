namespace MedRecords.Battery.Rows.Reliability.PowerCuts;

/// <summary>Compares what a journal holds with what was acknowledged.</summary>
internal static class Losses
{
    /// <summary>How many are not there as they were acknowledged.</summary>
    public static long Count(WholeJournal found, IReadOnlyCollection<Acknowledgement> acknowledged)
    {
        var accesses = found.Accesses.Select(access => Google.Protobuf.WellKnownTypes.Int64Value.Parser.ParseFrom(access).Value).ToHashSet();
        return acknowledged.Count(one => !accesses.Contains(one.Access) || !HoldsVersion(found, one));
    }

    private static bool HoldsVersion(WholeJournal found, Acknowledgement one) =>
        one.Version == 0
        || (found.Events.TryGetValue(one.History, out var events)
            && events.Count >= one.Version
            && events[(int)one.Version - 1].Version == one.Version
            && events[(int)one.Version - 1].Hash.Span.SequenceEqual(one.Hash.Span));
}
