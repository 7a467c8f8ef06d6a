using MedRecords.Battery.Faults;
using MedRecords.Battery.Faults.Failpoints;
using MedRecords.Battery.Faults.Reports;

namespace MedRecords.Battery.Rows.Reliability;

/// <summary>The same as R1 while one thing after another breaks; each fault must be felt, and nothing may be lost by it.</summary>
internal sealed class R2Nemeses : IRow
{
    private static readonly TimeSpan _length = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public string Name => "R2";

    /// <inheritdoc/>
    public string Title => "the same while silos, network, clocks, disk and database fail";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtMost(0);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtMost(0);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        var reports = new List<ScenarioReport>();
        var unfinished = 0;
        foreach (var failpoint in Catalog.Choose(context.Nemeses))
        {
            context.Note($"{failpoint.Name}: {failpoint.Title}");
            try
            {
                reports.Add(await new Scenario(context, failpoint, context.Length(_length)).RunAsync());
            }
            catch (Exception fault)
            {
                // The others are worth running all the same.
                context.Note($"{failpoint.Name}: {(fault is CannotRunException ? fault.Message : fault)}");
                unfinished++;
            }
        }

        var result = FaultRow.Conclude(context, reports);
        return result with { Failures = result.Failures + unfinished };
    }
}
