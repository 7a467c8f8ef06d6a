using MedRecords.Battery.Rows.Security.Revocations;

namespace MedRecords.Battery.Rows.Security;

/// <summary>
/// Rights end by way of one silo, somebody appends by way of another, and whoever had the rights tries all of them: in
/// calm, while silos stand still, and with wrong clocks. The control decides on the rights that it remembers.
/// </summary>
internal sealed class S4Revocation : IRow
{
    private const int Revocations = 1_000;
    private const int Examples = 10;

    /// <inheritdoc/>
    public string Name => "S4";

    /// <inheritdoc/>
    public string Title => "calls granted that began after the caller's rights had ended (three silos, PostgreSQL)";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtMost(0);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtMost(0);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        var count = context.Count(Revocations);
        var reports = new List<RevocationReport>();
        foreach (var mode in Enum.GetValues<RevocationMode>())
        {
            reports.Add(await RevocationRun.RunAsync(context, mode, count));
            Describe(context, "", reports[^1]);
        }

        var control = await RevocationRun.RunOnceEachAsync(context, await DefectiveSilo.BuildAsync(context, "account-not-compared"));
        Describe(context, "control, rights as remembered: ", control);
        return new RowResult
        {
            Count = reports.Sum(report => report.Revocations),
            Failures = reports.Count(report => report.Felt == 0),
            Value = reports.Sum(report => report.Granted.Count),
            Control = new Control(control.Granted.Count, control.Granted.Count > 0),
        };
    }

    private static void Describe(RowContext context, string prefix, RevocationReport report)
    {
        var felt = report.Mode switch { RevocationMode.Pauses => $", {report.Felt} pauses", RevocationMode.Clocks => $", {report.Felt} wrong clocks", _ => "" };
        context.Note($"{prefix}{report.Mode}: {report.Revocations} revocations{felt}, {report.Repeated} tries repeated, {report.Granted.Count} granted afterwards");
        foreach (var example in report.Granted.CountBy(granted => granted).Take(Examples))
            context.Note($"{prefix}{example.Key} (× {example.Value})");
    }
}
