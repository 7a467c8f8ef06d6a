using Google.Protobuf.WellKnownTypes;
using MedRecords.V1;

namespace MedRecords.ReferenceModel.Rules;

/// <summary>When something is in force: from its first moment on until just before its last.</summary>
internal static class Moments
{
    /// <summary>A missing validity, like a missing end of one, sets no bound.</summary>
    public static bool Covers(Validity? validity, DateTimeOffset time, Tally? tally)
    {
        CountEdges(validity?.From, validity?.Until, time, tally);
        return (validity?.From is null || IsReached(validity.From, time)) && (validity?.Until is null || !IsReached(validity.Until, time));
    }

    /// <summary>Unlike a validity, an emergency access has both ends; one that lacks either is not in force.</summary>
    public static bool Covers(EmergencyAccess emergency, DateTimeOffset time, Tally? tally)
    {
        CountEdges(emergency.BeganAt, emergency.Until, time, tally);
        return emergency.BeganAt is not null && IsReached(emergency.BeganAt, time) && emergency.Until is not null && !IsReached(emergency.Until, time);
    }

    private static bool IsReached(Timestamp moment, DateTimeOffset time) => moment.ToDateTimeOffset() <= time;

    private static void CountEdges(Timestamp? from, Timestamp? until, DateTimeOffset time, Tally? tally)
    {
        if (tally is null)
            return;
        IsAt(from, time).Decides(Branch.ValidFromNow, tally);
        IsAt(from, time.AddTicks(1)).Decides(Branch.ValidInOneTick, tally);
        IsAt(until, time).Decides(Branch.ValidUntilNow, tally);
        IsAt(until, time.AddTicks(1)).Decides(Branch.ValidOneMoreTick, tally);
    }

    private static bool IsAt(Timestamp? moment, DateTimeOffset time) => moment is not null && moment.ToDateTimeOffset() == time;
}
