using MedRecords.Battery.Rows;

namespace MedRecords.Battery.Measure;

/// <summary>
/// Compares two sides on a machine whose speed drifts: each round runs A, B, B, A, so that a steady drift
/// weighs on both alike, and gives one ratio A ÷ B.
/// </summary>
internal static class Abba
{
    /// <summary>Rounds of a comparison.</summary>
    public const int Rounds = 7;

    /// <summary>Runs the rounds and returns the median ratio with the counts of both sides.</summary>
    public static async Task<RowResult> CompareAsync(RowContext context, Side a, Side b)
    {
        var (ratios, ofA, ofB) = (new List<double>(), new List<double>(), new List<double>());
        var (count, failures) = (0L, 0L);
        for (var round = 1; round <= Rounds; round++)
        {
            Figure[] runs = [await a.Measure(), await b.Measure(), await b.Measure(), await a.Measure()];
            ofA.Add((runs[0].Value + runs[3].Value) / 2);
            ofB.Add((runs[1].Value + runs[2].Value) / 2);
            ratios.Add(ofA[^1] / ofB[^1]);
            count += runs.Sum(run => run.Count);
            failures += runs.Sum(run => run.Failures);
            context.Note(FormattableString.Invariant($"round {round}: {a.Name} {ofA[^1]:0.#}, {b.Name} {ofB[^1]:0.#}, ratio {ratios[^1]:0.###}"));
        }

        context.Note($"{a.Name}: {Spread.Of(ofA)}");
        context.Note($"{b.Name}: {Spread.Of(ofB)}");
        var spread = Spread.Of(ratios);
        context.Note($"ratio: {spread}");
        return new RowResult { Count = count, Failures = failures, Value = spread.Median };
    }
}

/// <summary>One side of a comparison.</summary>
/// <param name="Name">What it is, with the unit of its figure.</param>
/// <param name="Measure">Runs it once.</param>
internal sealed record Side(string Name, Func<Task<Figure>> Measure);
