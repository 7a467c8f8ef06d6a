using MedRecords.Battery.Rows.Security.Ledgers;
using MedRecords.V1;

namespace MedRecords.Battery.Tests.Ledgers;

/// <summary>What clients received against what is on record.</summary>
public class Receipts
{
    private const string Chart = "a chart";

    [Fact]
    public void With_a_record_each_are_all_on_record() =>
        Assert.Empty(Find([Read(1, 2), Read(3)], Record(3), Record(1, 2)));

    [Fact]
    public void More_than_there_are_records_leave_one_over() =>
        Assert.Single(Find([Read(1), Read(1)], Record(1)));

    [Fact]
    public void Of_an_entry_that_no_record_names_is_not_on_record() =>
        Assert.Single(Find([Read(1, 2)], Record(1), Record(2)));

    [Fact]
    public void Are_on_record_by_one_that_names_more() =>
        Assert.Empty(Find([Read(1)], Record(1, 2, 3)));

    [Fact]
    public void Share_records_out_so_that_none_is_left_over() =>
        Assert.Empty(Find([Read(1), Read(1, 2), Read(1, 2, 3)], Record(1, 2, 3), Record(1, 2), Record(1)));

    [Fact]
    public void Without_entries_need_a_record_all_the_same()
    {
        Assert.Single(Find([Read()]));
        Assert.Empty(Find([Read()], Record()));
    }

    [Fact]
    public void Are_not_on_record_by_what_is_somebody_elses_or_other()
    {
        AccessRecord[] others =
        [
            With(record => record.Account = "another"), With(record => record.Action = AccessAction.List),
            With(record => record.Purpose = Purpose.Payment), With(record => record.Outcome = AccessOutcome.Denied),
        ];

        Assert.Single(Find([Read(1)], others));
        Assert.Single(LedgerCheck.FindUnrecorded([Read(1)], new Dictionary<string, IReadOnlyList<AccessRecord>> { ["another chart"] = [Record(1)] }));
    }

    private static IReadOnlyList<Receipt> Find(Receipt[] receipts, params AccessRecord[] records) =>
        LedgerCheck.FindUnrecorded(receipts, new Dictionary<string, IReadOnlyList<AccessRecord>> { [Chart] = records });

    private static Receipt Read(params long[] entries) =>
        new(new ReceiptKey(Chart, "somebody", AccessAction.Read, Purpose.Treatment, AccessOutcome.Permitted), entries);

    private static AccessRecord With(Action<AccessRecord> change)
    {
        var record = Record(1);
        change(record);
        return record;
    }

    private static AccessRecord Record(params long[] entries) =>
        new() { Account = "somebody", Action = AccessAction.Read, Purpose = Purpose.Treatment, Outcome = AccessOutcome.Permitted, Entries = { entries } };
}
