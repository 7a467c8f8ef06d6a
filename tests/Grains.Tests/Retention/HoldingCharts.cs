using MedRecords.Grains.Access;
using MedRecords.Grains.Charts;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Grains.Retention;
using MedRecords.V1;
using static MedRecords.Grains.Tests.Situation;

namespace MedRecords.Grains.Tests.Retention;

public sealed class HoldingCharts
{
    [Fact]
    public void A_hold_is_in_force_until_it_is_released_and_stays_in_the_list()
    {
        var chart = Then(Opened, Decide(Opened, Hold(), "h"));
        var id = Assert.Single(chart.Retention.Holds).Id;
        Assert.True(chart.Retention.IsHeld(chart.Index));

        chart = Then(chart, Decide(chart, new ReleaseHold("r", id, "Settled."), "r"));

        Assert.False(chart.Retention.IsHeld(chart.Index));
        Assert.Equal("Settled.", Assert.Single(chart.Retention.Holds).ReleaseReason);
        Assert.True(Decide(chart, new ReleaseHold("s", id, "Again."), "s").AlreadyRecorded);
        Assert.Equal(AccessRules.NotFound, Decide(Opened, new ReleaseHold("t", id, "x"), "t").Refusal);
    }

    [Fact]
    public void A_hold_on_kinds_holds_the_chart_where_it_has_one_of_them()
    {
        var chart = Then(Opened, Decide(Opened, Hold(EntryKind.Note), "h"));
        Assert.False(chart.Retention.IsHeld(chart.Index));

        chart = Then(chart, ChartDecisions.Append(chart, new AppendEntries("a", Here, null, [Note("x")]), New("a"), By(Role.Physician)));

        Assert.True(chart.Retention.IsHeld(chart.Index));
    }

    [Fact]
    public void Holds_survive_in_a_snapshot()
    {
        var chart = Then(Opened, Decide(Opened, Hold(EntryKind.Note), "h"));

        var opened = ChartSnapshots.Open(ChartSnapshots.Seal(chart), ChartId, chart.At.Key!)!;

        Assert.Equal(chart.Retention.Holds.AsEnumerable(), opened.Retention.Holds);
    }

    private static SetHold Hold(params EntryKind[] kinds) => new("h", new LegalHold { CaseReference = "case 7", Holder = "a court", Kinds = { kinds } });

    private static Decision Decide(ChartState chart, RetentionChange change, string operation) =>
        RetentionDecisions.Decide(chart, change, New(operation), By(Role.PrivacyOfficer));
}
