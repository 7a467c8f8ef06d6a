using System.Collections.Immutable;
using MedRecords.Grains.Charts;
using MedRecords.Storage.V1;
using MedRecords.V1;

namespace MedRecords.Grains.Retention;

/// <summary>What stands against a chart's destruction; immutable, part of the chart's history.</summary>
public sealed record ChartRetention
{
    /// <summary>The most holds in one chart. Of those released the oldest give way: they are in the history.</summary>
    public const int MaxHolds = 200;

    /// <summary>Nothing.</summary>
    public static ChartRetention None { get; } = new();

    /// <summary>Legal holds, those released included, the newest last.</summary>
    public ImmutableArray<LegalHold> Holds { get; init; } = [];

    /// <summary>The state after one more event; the same where it is about something else.</summary>
    public ChartRetention Apply(ChartEvent stored) => stored.EventCase switch
    {
        ChartEvent.EventOneofCase.HoldSet => this with { Holds = Put(Holds, stored.HoldSet) },
        _ => this,
    };

    /// <summary>Whether a hold in force covers something that the chart has, in any revision.</summary>
    public bool IsHeld(ChartIndex index) => Holds.Any(hold => IsInForce(hold) && Covers(hold, index));

    /// <summary>Whether a hold has not been released.</summary>
    public static bool IsInForce(LegalHold hold) => hold.ReleasedAt is null;

    private static bool Covers(LegalHold hold, ChartIndex index) =>
        hold.Kinds.Count == 0 || index.All().Any(version => version.Record.Entry != 0 && hold.Kinds.Contains((EntryKind)version.Record.Kind));

    private static ImmutableArray<LegalHold> Put(ImmutableArray<LegalHold> holds, LegalHold hold)
    {
        for (var i = 0; i < holds.Length; i++)
        {
            if (holds[i].Id == hold.Id)
                return holds.SetItem(i, hold);
        }

        if (holds.Length < MaxHolds)
            return holds.Add(hold);
        // No event adds one where all are in force.
        var oldest = holds.First(one => !IsInForce(one));
        return holds.Remove(oldest).Add(hold);
    }
}
