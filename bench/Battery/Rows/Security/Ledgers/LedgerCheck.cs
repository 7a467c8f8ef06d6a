using MedRecords.V1;

namespace MedRecords.Battery.Rows.Security.Ledgers;

/// <summary>Compares what clients received with what is on record.</summary>
internal static class LedgerCheck
{
    /// <summary>
    /// Receipts without a record of their own: one record accounts for one receipt, and only for entries that it names.
    /// Where several records could stand for a receipt, they are shared out so that as few as possible are left.
    /// </summary>
    /// <param name="receipts">What clients received.</param>
    /// <param name="trails">The records of each chart, by its id.</param>
    public static IReadOnlyList<Receipt> FindUnrecorded(IEnumerable<Receipt> receipts, IReadOnlyDictionary<string, IReadOnlyList<AccessRecord>> trails)
    {
        var records = trails
            .SelectMany(trail => trail.Value.Select(record => (Key: new ReceiptKey(trail.Key, record.Account, record.Action, record.Purpose, record.Outcome), record.Entries)))
            .ToLookup(pair => pair.Key, pair => pair.Entries.ToHashSet());
        return [.. receipts.GroupBy(receipt => receipt.Key).SelectMany(group => FindUnmatched([.. group], [.. records[group.Key]]))];
    }

    /// <summary>Bipartite matching by augmenting paths (Kuhn's algorithm).</summary>
    private static IEnumerable<Receipt> FindUnmatched(Receipt[] receipts, HashSet<long>[] records)
    {
        var holder = Enumerable.Repeat(-1, records.Length).ToArray();
        return receipts.Where((_, receipt) => !Place(receipt, new bool[records.Length])).ToList();

        bool Place(int receipt, bool[] seen)
        {
            for (var record = 0; record < records.Length; record++)
            {
                if (seen[record] || !records[record].IsSupersetOf(receipts[receipt].Entries))
                    continue;
                seen[record] = true;
                if (holder[record] < 0 || Place(holder[record], seen))
                {
                    holder[record] = receipt;
                    return true;
                }
            }

            return false;
        }
    }
}
