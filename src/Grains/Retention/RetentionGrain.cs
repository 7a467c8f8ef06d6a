using System.Buffers.Binary;
using MedRecords.Grains.Access;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Grains.Interfaces.Retention;
using MedRecords.Journal;
using MedRecords.Journal.Contract;
using MedRecords.V1;
using Orleans.Concurrency;

namespace MedRecords.Grains.Retention;

/// <summary>Asks chart after chart whether it is one of the caller's and due.</summary>
/// <remarks>
/// Charts are gone through in the order of their ids, in slices by the first two bytes. Where to go on is told as a
/// slice, not as a chart: whoever asks learns nothing of charts that are not theirs.
/// </remarks>
[StatelessWorker]
public sealed class RetentionGrain(SealedJournal journal, Authorizer authorizer, IGrainFactory grains) : Grain, IRetentionGrain
{
    private const int LastSlice = ushort.MaxValue;
    private const int KeysAtOnce = 500;

    /// <summary>Charts asked after which no further slice is begun, so that one call does not take for ever.</summary>
    private const int MaxAsked = 1000;

    /// <inheritdoc/>
    public async Task<Answer<DueCharts>> ListDueAsync(Caller caller, DueQuery query)
    {
        if (await authorizer.AuthorizeAsync(caller, AccessAction.Retention) is { } refusal)
            return refusal;
        var due = new List<Due>();
        var (asked, slice, after) = (0, query.Slice, StartOf(query.Slice));
        while (await journal.Store.ReadKeysAsync(after, KeysAtOnce, CancellationToken.None) is { Count: > 0 } page)
        {
            foreach (var (history, _) in page.Where(static key => key.History.Kind == HistoryKind.Chart))
            {
                var next = SliceOf(history);
                if (next > slice && (due.Count >= query.Limit || asked >= MaxAsked))
                    return new DueCharts(due, slice + 1);
                (slice, asked) = (next, asked + 1);
                if ((await grains.GetGrain<IChartGrain>(history.ToString()).FindDueAsync(caller)).Value is { } found)
                    due.Add(found);
            }

            after = page[^1].History;
        }

        return new DueCharts(due, null);
    }

    /// <summary>An id before all of a slice; none that is in use, since it is of no kind.</summary>
    private static HistoryId StartOf(int slice)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)Math.Min(slice, LastSlice));
        return new HistoryId(new Guid(bytes, bigEndian: true));
    }

    private static int SliceOf(HistoryId history)
    {
        Span<byte> bytes = stackalloc byte[16];
        history.WriteTo(bytes);
        return BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }
}
