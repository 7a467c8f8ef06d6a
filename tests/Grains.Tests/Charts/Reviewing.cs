using MedRecords.Grains.Access;
using MedRecords.Grains.Charts;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Storage.V1;
using MedRecords.V1;
using static MedRecords.Grains.Tests.Situation;

namespace MedRecords.Grains.Tests.Charts;

public sealed class Reviewing
{
    private static readonly ChartState Added = Then(Opened, ChartDecisions.Append(Opened, new AppendEntries("p", string.Empty, null, [Note("My own words.")]), New("p"), By(Role.Patient)));

    private static long Entry => Added.At.Version;

    [Fact]
    public void What_a_patient_records_waits_for_review_and_what_staff_record_does_not()
    {
        Assert.Equal([Entry], Added.Pending);
        Assert.Equal(EntryState.PendingReview, StateOf(Added));
        Assert.Empty(Then(Opened, ChartDecisions.Append(Opened, new AppendEntries("s", Here, null, [Note("A finding.")]), New("s"), By(Role.Physician))).Pending);
    }

    [Fact]
    public void A_review_lets_it_stand_and_is_in_its_history()
    {
        var reviewed = Then(Added, ChartDecisions.Review(Added, new ReviewEntry("r", Here, Entry, "Agreed."), New("r"), By(Role.Physician)));
        Assert.Empty(reviewed.Pending);
        Assert.Equal(EntryState.Final, StateOf(reviewed));
        Assert.Equal([Entry, Entry + 1], ChartViews.RevisionsOf(reviewed, Sight.Of(Rights(Role.Physician)), Entry));
        // As of the review's version the entry is still what the patient wrote.
        var (versions, _) = ChartViews.Select(Then(reviewed, ChartDecisions.Append(reviewed, new AppendEntries("l", Here, null, [Note("Later.")]), New("l"), By(Role.Physician))), Sight.Of(Rights(Role.Physician)), Query, Entry + 1);
        Assert.Contains(Entry, versions);
    }

    [Fact]
    public void An_amendment_by_staff_is_a_review_too()
    {
        var amended = Then(Added, ChartDecisions.Amend(Added, new AmendEntry("a", Here, null, Entry, Note("Corrected."), "Wrong side."), New("a"), By(Role.Physician)));
        Assert.Empty(amended.Pending);
    }

    [Fact]
    public void What_waits_for_no_review_takes_none()
    {
        var decision = ChartDecisions.Review(Opened, new ReviewEntry("r", Here, 2, string.Empty), New("r"), By(Role.Physician));
        Assert.True(decision.AlreadyRecorded);
        Assert.Empty(decision.Events);
    }

    [Fact]
    public void What_waits_survives_in_a_snapshot() =>
        Assert.Equal([Entry], ChartSnapshots.Open(ChartSnapshots.Seal(Added), ChartId, Added.At.Key!)!.Pending);

    private static EntryQuery Query => new(AccessAction.List, default, null, null, null, false, false, 100, 0, 0);

    private static EntryState StateOf(ChartState chart) =>
        EntryViews.Of(ChartEvent.Parser.ParseFrom(chart.Recent.Find(Entry)), Entry, EntryKind.Note, Rights(Role.Physician), string.Empty, chart.Pending.Contains(Entry))!.State;
}
