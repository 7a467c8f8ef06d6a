using MedRecords.Grains.Access;
using MedRecords.Grains.Charts;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.V1;
using static MedRecords.Grains.Tests.Situation;

namespace MedRecords.Grains.Tests.Charts;

public sealed class DecidingChanges
{
    [Fact]
    public void Entries_get_the_numbers_of_their_versions()
    {
        var chart = Then(Opened, ChartDecisions.Append(Opened, Append(Note("a"), Note("b")), New(), By(Role.Nurse)));

        Assert.Equal([2, 3, 4], chart.Index.All().Where(v => v.Record.Entry != 0).Select(v => v.Record.Entry));
        Assert.Equal(4, chart.At.Version);
    }

    [Fact]
    public void A_clock_that_went_back_does_not_take_the_chart_back()
    {
        var earlier = ChartDecisions.Append(Opened, Append(Note("a")), New(), By(Role.Nurse, Noon.AddHours(-1)));

        Assert.Equal(Noon, earlier.Events[0].RecordedAt.ToDateTimeOffset());
    }

    [Fact]
    public void A_kind_that_the_role_does_not_record_is_refused_with_all_beside_it()
    {
        var decision = ChartDecisions.Append(Opened, Append(Note("a"), new EntryContent { Claim = new Claim() }), New(), By(Role.Nurse));

        Assert.Equal(ErrorReason.NotPermitted, decision.Refusal!.Reason);
        Assert.Empty(decision.Events);
    }

    [Fact]
    public void An_entry_that_the_role_may_not_see_cannot_be_amended_and_does_not_exist()
    {
        var chart = Then(Opened, ChartDecisions.Append(Opened, Append(Note("a", Sensitivity.Hiv)), New(), By(Role.Physician)));
        var command = new AmendEntry("2", string.Empty, null, 3, Note("b"), "why");

        Assert.Equal(AccessRules.NotFound, ChartDecisions.Amend(chart, command, New("2"), By(Role.Nurse)).Refusal);
        Assert.Equal(AccessRules.NotFound, ChartDecisions.Amend(chart, command with { EntryId = 99 }, New("2"), By(Role.Nurse)).Refusal);
        Assert.Null(ChartDecisions.Amend(chart, command, New("2"), By(Role.Physician)).Refusal);
    }

    [Fact]
    public void A_chart_level_version_is_no_entry() =>
        Assert.Equal(AccessRules.NotFound, ChartDecisions.Retract(Opened, new RetractEntry("2", string.Empty, null, 1, "why"), New("2"), By(Role.Physician)).Refusal);

    [Fact]
    public void An_import_records_what_is_new_amends_what_changed_and_leaves_the_rest()
    {
        var by = By(Role.RecordsOffice);
        var first = Then(Empty, ChartDecisions.Import(Empty, new ImportEntries(Here, [Imported("1", "a"), Imported("2", "b")]), TheSite, by));

        var again = ChartDecisions.Import(first, new ImportEntries(Here, [Imported("1", "a"), Imported("2", "changed"), Imported("3", "c")]), TheSite, by);

        Assert.Equal(3, first.At.Version);
        Assert.Equal((3, "changed"), (again.Events[0].Amended.Entry, again.Events[0].Amended.Content.Note.Text));
        Assert.Equal("c", again.Events[1].Recorded.Content.Note.Text);
        Assert.Equal(2, again.Events.Count);
    }

    [Fact]
    public void An_import_does_not_undo_what_staff_amended_or_retracted()
    {
        var by = By(Role.RecordsOffice);
        var chart = Then(Empty, ChartDecisions.Import(Empty, new ImportEntries(Here, [Imported("1", "a"), Imported("2", "b")]), TheSite, by));
        chart = Then(chart, ChartDecisions.Amend(chart, new AmendEntry("x", string.Empty, null, 2, Note("better"), "why"), New("x"), by));
        chart = Then(chart, ChartDecisions.Retract(chart, new RetractEntry("y", string.Empty, null, 3, "why"), New("y"), by));

        Assert.Empty(ChartDecisions.Import(chart, new ImportEntries(Here, [Imported("1", "a"), Imported("2", "b"), Imported("2", "other")]), TheSite, by).Events);
    }

    [Fact]
    public void The_same_resource_twice_in_one_import_is_recorded_once() =>
        Assert.Equal(2, ChartDecisions.Import(Empty, new ImportEntries(Here, [Imported("1", "a"), Imported("1", "a")]), TheSite, By(Role.RecordsOffice)).Events.Count);

    private static AppendEntries Append(params EntryContent[] entries) => new("1", string.Empty, null, entries);

    private static EntryContent Imported(string id, string text) => new() { Note = new Note { Text = text }, Source = new Source { ResourceType = "DocumentReference", ResourceId = id } };
}
