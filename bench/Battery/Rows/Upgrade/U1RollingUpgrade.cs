using MedRecords.Battery.Faults;
using MedRecords.Battery.Faults.Failpoints;
using MedRecords.Battery.Faults.Reports;
using MedRecords.Battery.Hosts;

namespace MedRecords.Battery.Rows.Upgrade;

/// <summary>Clients of three silos work on while each silo is replaced by a newer version; nothing may be lost, and no call fail that the standard retry does not cover.</summary>
internal sealed class U1RollingUpgrade : IRow
{
    private static readonly TimeSpan _length = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public string Name => "U1";

    /// <inheritdoc/>
    public string Title => "breaks of the model in a rolling upgrade from an earlier version (--from REVISION; else the newest tag)";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtMost(0);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtMost(0);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        var earlier = await EarlierVersion.BuildAsync(context.From, context.Folder.Create("earlier"));
        context.Note($"from {earlier.Revision}");
        return FaultRow.Conclude(context, [await new Scenario(context, new RollingUpgrade(earlier), context.Length(_length)).RunAsync()]);
    }
}
