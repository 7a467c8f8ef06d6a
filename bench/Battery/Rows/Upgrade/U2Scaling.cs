using MedRecords.Battery.Faults;
using MedRecords.Battery.Faults.Failpoints;
using MedRecords.Battery.Faults.Reports;

namespace MedRecords.Battery.Rows.Upgrade;

/// <summary>Clients work on while silos leave and join: from one to three and back; nothing may be lost, and no call fail that the standard retry does not cover.</summary>
internal sealed class U2Scaling : IRow
{
    private static readonly TimeSpan _length = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public string Name => "U2";

    /// <inheritdoc/>
    public string Title => "breaks of the model while silos leave and join under load";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtMost(0);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtMost(0);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context) =>
        FaultRow.Conclude(context, [await new Scenario(context, new Scaling(), context.Length(_length)).RunAsync()]);
}
