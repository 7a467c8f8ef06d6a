using Google.Protobuf.WellKnownTypes;
using MedRecords.Grains.Access;
using MedRecords.Grains.Charts;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.V1;

namespace MedRecords.Grains.Retention;

/// <summary>How what stands against a chart's destruction may change, as pure functions: state and command in, an event or a refusal out.</summary>
public static class RetentionDecisions
{
    private static readonly Refusal TooMany = new(ErrorReason.InvalidRequest, "There are too many holds in force on the chart already. Release those that are not needed any more.");

    /// <summary>Decides on a change.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="change">The change.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="by">Who does it.</param>
    public static Decision Decide(ChartState chart, RetentionChange change, Operation operation, Authorship by)
    {
        if (ChartDecisions.Repeated(operation) is { } repeated)
            return repeated;
        return change switch
        {
            SetHold set => Set(chart, set.Hold, operation, by),
            ReleaseHold release => Release(chart, release, operation, by),
            _ => throw new ArgumentOutOfRangeException(nameof(change)),
        };
    }

    /// <summary>The id that a change is known by afterwards.</summary>
    public static string IdOf(RetentionChange change, Operation operation) => change switch
    {
        ReleaseHold release => release.Id,
        _ => RelationDecisions.NewId(operation),
    };

    private static Decision Set(ChartState chart, LegalHold asked, Operation operation, Authorship by)
    {
        if (chart.Retention.Holds.Count(ChartRetention.IsInForce) >= ChartRetention.MaxHolds)
            return TooMany;
        var hold = new LegalHold
        {
            Id = IdOf(new SetHold(string.Empty, asked), operation),
            CaseReference = asked.CaseReference,
            Kinds = { asked.Kinds },
            Holder = asked.Holder,
            SetBy = by.Account,
            SetByName = by.Name,
            SetAt = Timestamp.FromDateTimeOffset(by.At),
        };
        return ChartDecisions.Events(chart, operation, by, e => e.HoldSet = hold);
    }

    private static Decision Release(ChartState chart, ReleaseHold release, Operation operation, Authorship by)
    {
        if (chart.Retention.Holds.FirstOrDefault(one => one.Id == release.Id) is not { } hold)
            return AccessRules.NotFound;
        if (!ChartRetention.IsInForce(hold))
            return new Decision([], AlreadyRecorded: true);
        var released = hold.Clone();
        (released.ReleasedBy, released.ReleasedByName) = (by.Account, by.Name);
        (released.ReleasedAt, released.ReleaseReason) = (Timestamp.FromDateTimeOffset(by.At), release.Reason);
        return ChartDecisions.Events(chart, operation, by, e => e.HoldSet = released);
    }
}
