using System.Collections.Concurrent;
using System.Diagnostics;
using MedRecords.ReferenceModel;

namespace MedRecords.Comparison;

/// <summary>What a model of the rules is: a case, and somewhere to count what decided it, to what is expected.</summary>
internal delegate Expectation Model(Case c, Tally? tally);

/// <summary>Holds the rules against a model, seed by seed, on all cores.</summary>
internal static class Comparing
{
    private const int SeedsAtATime = 1_000;

    /// <summary>Compares seeds from the first on.</summary>
    public static ComparisonReport Run(long first, long count, Model model)
    {
        var started = Stopwatch.GetTimestamp();
        var (disagreements, total) = (new ConcurrentBag<Disagreement>(), new Tally());
        Parallel.ForEach(Partitioner.Create(first, first + count, SeedsAtATime), range =>
        {
            var tally = new Tally();
            for (var seed = range.Item1; seed < range.Item2; seed++)
            {
                if (Compare(seed, model, tally) is { } difference)
                    disagreements.Add(new Disagreement(seed, difference));
            }

            lock (total)
                total.Add(tally);
        });
        return new ComparisonReport([.. disagreements.OrderBy(one => one.Seed)], total, Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 1));
    }

    private static string? Compare(long seed, Model model, Tally tally)
    {
        var c = Cases.Random(seed);
        try
        {
            return model(c, tally).Difference(RealRules.Decide(c));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or NullReferenceException)
        {
            // Rules that fail have not decided, which is one way of deciding wrongly.
            return $"{e.GetType().Name}: {e.Message}";
        }
    }
}

/// <summary>A case on which rules and model differ.</summary>
/// <param name="Seed">The case's seed.</param>
/// <param name="Difference">In what they differ.</param>
internal sealed record Disagreement(long Seed, string Difference)
{
    /// <inheritdoc/>
    public override string ToString() => $"seed {Seed}: {Difference}";
}

/// <summary>What came of a comparison.</summary>
/// <param name="Disagreements">Cases on which they differ, by seed.</param>
/// <param name="Tally">What decided, by the model.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record ComparisonReport(IReadOnlyList<Disagreement> Disagreements, Tally Tally, double Seconds);
