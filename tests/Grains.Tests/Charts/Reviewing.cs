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

    private static Sight Physician => Sight.Of(Rights(Role.Physician));

    [Fact]
    public void What_a_patient_records_waits_for_review_and_what_staff_record_does_not()
    {
        Assert.Equal(EntryState.PendingReview, StateAt(Added, Entry));
        var staff = Then(Opened, ChartDecisions.Append(Opened, new AppendEntries("s", Here, null, [Note("A finding.")]), New("s"), By(Role.Physician)));
        Assert.Equal(EntryState.Final, StateAt(staff, staff.At.Version));
    }

    [Fact]
    public void A_review_lets_it_stand_as_a_revision_that_says_the_same()
    {
        var reviewed = Reviewed("Agreed.");

        Assert.Equal([Entry, Entry + 1], ChartViews.RevisionsOf(reviewed, Physician, Entry));
        Assert.Equal((EntryState.PendingReview, EntryState.Reviewed), (StateAt(reviewed, Entry), StateAt(reviewed, Entry + 1)));
        var shown = Show(reviewed, Entry + 1);
        Assert.Equal((Entry, "Agreed.", "My own words."), (shown.Id, shown.Reason, shown.Content.Note.Text));
    }

    [Fact]
    public void As_of_a_moment_before_its_review_it_waits()
    {
        var query = new EntryQuery(AccessAction.List, default, null, null, null, false, false, 100, 0, 0);
        Assert.Contains(Entry, ChartViews.Select(Reviewed("Agreed."), Physician, query, Entry).Versions);
        Assert.Contains(Entry + 1, ChartViews.Select(Reviewed("Agreed."), Physician, query, Entry + 1).Versions);
    }

    [Fact]
    public void What_waits_for_no_review_takes_none()
    {
        var reviewed = Reviewed("Agreed.");
        Assert.True(Review(reviewed, "again").AlreadyRecorded);
        var amended = Then(Added, ChartDecisions.Amend(Added, new AmendEntry("a", Here, null, Entry, Note("Corrected."), "Wrong side."), New("a"), By(Role.Physician)));
        Assert.True(Review(amended, "again").AlreadyRecorded);
    }

    [Fact]
    public void Who_may_not_write_such_an_entry_may_not_review_it() =>
        Assert.Equal(ErrorReason.NotPermitted, ChartDecisions.Review(Added, new ReviewEntry("r", Here, Entry, string.Empty), Latest(Added), New("r"), ReaderOfNotes).Refusal!.Reason);

    private static Authorship ReaderOfNotes =>
        By(Role.Physician) with { Sight = Sight.Of(new RoleRights(new RoleRules { Role = Role.Coder, Reads = { EntryKind.Note }, Sensitivities = { Sensitivity.Normal } })) };

    private static ChartState Reviewed(string note) => Then(Added, Review(Added, "r", note));

    private static Decision Review(ChartState chart, string operation, string note = "") =>
        ChartDecisions.Review(chart, new ReviewEntry(operation, Here, Entry, note), Latest(chart), New(operation), By(Role.Physician));

    private static ChartEvent Latest(ChartState chart) => ChartEvent.Parser.ParseFrom(chart.Recent.Find(chart.Index.LatestOf(Entry)));

    private static EntryState StateAt(ChartState chart, long version) => Show(chart, version).State;

    private static V1.Entry Show(ChartState chart, long version) =>
        EntryViews.Of(ChartEvent.Parser.ParseFrom(chart.Recent.Find(version)), version, EntryKind.Note, Rights(Role.Physician), string.Empty)!;
}
