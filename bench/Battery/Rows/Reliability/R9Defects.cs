using System.Reflection;
using MedRecords.Battery.Rows.Reliability.Defects;

namespace MedRecords.Battery.Rows.Reliability;

/// <summary>
/// Puts defects into a copy of the sources, one at a time, and runs the check that has to catch each. Without a
/// defect every check must pass. With "--defect NAME" only that one.
/// </summary>
internal sealed class R9Defects : IRow
{
    /// <inheritdoc/>
    public string Name => "R9";

    /// <inheritdoc/>
    public string Title => "seeded defects that their check did not catch";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtMost(0);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtMost(0);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        var root = typeof(R9Defects).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Root").Value!;
        var defects = Defect.ReadAll(root).Where(defect => context.Defect is null || context.Defect == defect.Name).ToList();
        if (defects.Count == 0)
            throw new CannotRunException($"There is no defect {context.Defect}. They are in {Defect.Folder}.");
        var copy = SourceCopy.Make(root, context.Folder.Create("sources"));
        var unsound = 0;
        foreach (var check in defects.Select(defect => defect.Check).Distinct())
        {
            var outcome = await DefectCheck.RunAsync(copy, check);
            unsound += outcome == CheckOutcome.Passed ? 0 : 1;
            context.Note($"without a defect, {check}: {outcome}");
        }

        var missed = 0;
        foreach (var defect in defects)
        {
            var outcome = await copy.WithAsync(defect, () => DefectCheck.RunAsync(copy, defect.Check));
            missed += outcome == CheckOutcome.Failed ? 0 : 1;
            context.Note($"{defect.Name}, {defect.Check}: {(outcome == CheckOutcome.Failed ? "caught" : $"NOT CAUGHT ({outcome})")}");
        }

        return new RowResult { Count = defects.Count, Failures = unsound, Value = missed };
    }
}
