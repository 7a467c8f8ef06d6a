using MedRecords.Battery.Hosts;
using MedRecords.Battery.Measure;

namespace MedRecords.Battery.Rows.Speed;

/// <summary>What a patient's directives cost: a chart of 1,000 entries decided on and listed under 50 of them, against none.</summary>
internal sealed class A1Filtering : IRow
{
    private const double MostNanosecondsOfADecision = 5_000;

    /// <inheritdoc/>
    public string Name => "A1";

    /// <inheritdoc/>
    public string Title => "deciding on and choosing from 1,000 entries under 50 directives ÷ under none";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtMost(2);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtMost(1.5);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        var decision = await MeasureAsync("decision");
        context.Note($"one decision on the chart under 50 directives: {decision.Value:0} ns");
        var result = await Abba.CompareAsync(context, new Side("under 50 directives in ns", () => MeasureAsync("directed")), new Side("under none in ns", () => MeasureAsync("free")));
        return result with { Failures = result.Failures + (decision.Value > MostNanosecondsOfADecision ? 1 : 0) };
    }

    private static async Task<Figure> MeasureAsync(string what) =>
        new((await ComparisonProgram.RunAsync<Cost>("--measure", what)).Nanoseconds, 1, 0);

    /// <summary>What the measurement prints.</summary>
    private sealed record Cost(double Nanoseconds);
}
