using MedRecords.Battery.Rows.Reliability.Damages;

namespace MedRecords.Battery.Rows.Reliability;

/// <summary>
/// Stored bytes of a small journal on SQLite go bad, one damage at a time, and everything is read: as a whole, and
/// thing by thing as the service asks for it. Each read by itself must answer as before or fail; the number of
/// commits and their Merkle root are kept outside.
/// </summary>
internal sealed class R4Damage : IRow
{
    private const int Damages = 10_000;

    /// <inheritdoc/>
    public string Name => "R4";

    /// <inheritdoc/>
    public string Title => "damages to stored data after which a read was wrong without an error (SQLite)";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtMost(0);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtMost(0);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        var specimen = context.Folder.Create("specimen");
        await Specimen.MakeAsync(specimen);
        foreach (var form in Specimen.Forms)
            context.Note($"{form}: {string.Join(", ", new DirectoryInfo(Path.Combine(specimen, form)).GetFiles().Select(file => $"{file.Name} of {file.Length} bytes"))}");
        var each = context.Count(Damages) / Specimen.Forms.Count;
        var series = await Task.WhenAll(Specimen.Forms.Select((form, i) => Series.RunAsync(specimen, form, i * each, (i + 1) * each)));
        var all = series.SelectMany(reports => reports).ToList();
        Describe(context, all);
        return new RowResult
        {
            Count = all.Count,
            Failures = all.Count(report => report.Outcome is DamageOutcome.Crash or DamageOutcome.Hang or DamageOutcome.Fault),
            Value = all.Count(report => report.Outcome is >= DamageOutcome.WrongSearch and <= DamageOutcome.WrongContent),
        };
    }

    private static void Describe(RowContext context, List<DamageReport> all)
    {
        const int Examples = 4;
        foreach (var kind in all.GroupBy(report => report.Kind).OrderBy(group => group.Key, StringComparer.Ordinal))
            context.Note($"{kind.Key}: {string.Join(", ", kind.CountBy(report => report.Outcome).OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} {pair.Key}"))}");
        foreach (var outcome in all.Where(report => report.Outcome >= DamageOutcome.Fault).GroupBy(report => report.Outcome))
        {
            foreach (var report in outcome.Take(Examples))
                context.Note($"{outcome.Key}, damage {report.Number}: {report.Text}");
        }
    }
}
