using MedRecords.Battery.Faults;
using MedRecords.Battery.Faults.Failpoints;
using MedRecords.Battery.Faults.Reports;

namespace MedRecords.Battery.Rows.Reliability;

/// <summary>
/// Clients append to and read from a few charts at three silos on one PostgreSQL, and what they were told is
/// held against a model: nothing lost, doubled, forked, stale or out of order. The check's control is in
/// tests/Battery.Tests: histories with planted faults.
/// </summary>
internal sealed class R1Histories : IRow
{
    private const int Operations = 300_000;
    private static readonly TimeSpan _length = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public string Name => "R1";

    /// <inheritdoc/>
    public string Title => "operations lost, doubled, forked, stale or out of order at three silos (PostgreSQL)";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtMost(0);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtMost(0);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        var report = await new Scenario(context, new Nothing(), context.Length(_length)).RunAsync(context.Count(Operations));
        return FaultRow.Conclude(context, [report]);
    }
}
