using System.Globalization;
using MedRecords.Battery.Hosts;

namespace MedRecords.Battery.Rows.Security;

/// <summary>
/// The access rules against a model written from their text alone, on cases by chance; see tests/ReferenceModel. With
/// "--seed N" one case is decided again and printed. The control is a model with a mistake.
/// </summary>
internal sealed class S1ReferenceModel : IRow
{
    private const int Decisions = 10_000_000;
    private const int ControlDecisions = 100_000;

    /// <inheritdoc/>
    public string Name => "S1";

    /// <inheritdoc/>
    public string Title => "decisions on which the access rules and their reference model differ";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtMost(0);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtMost(0);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        if (context.Seed is { } seed)
            return ToResult(await ComparisonProgram.RunAsync<Report>("--seed", Text(seed)));
        var planted = await ComparisonProgram.RunAsync<Report>("--count", Text(ControlDecisions), "--planted");
        context.Note($"a model with a mistake: {planted.Disagreements} of {planted.Decisions} decisions differ");
        var report = await ComparisonProgram.RunAsync<Report>("--count", Text(context.Count(Decisions)));
        context.Note($"{report.Decisions} decisions in {report.Seconds} s; {report.Rarest} decided least often, {report.RarestCount} times");
        if (report.FirstSeed is { } differing)
            context.Note($"to run one that differs again: ./battery S1 --seed {differing}");
        return ToResult(report) with { Control = new Control(planted.Disagreements, planted.Disagreements > 0) };
    }

    private static RowResult ToResult(Report report) => new() { Count = report.Decisions, Failures = report.Disagreements, Value = report.Disagreements };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What the comparison prints.</summary>
    private sealed record Report(long Decisions, int Disagreements, long? FirstSeed, double Seconds, string Rarest, long RarestCount);
}
