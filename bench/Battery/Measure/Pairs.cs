using MedRecords.Battery.Rows;

namespace MedRecords.Battery.Measure;

/// <summary>Compares two kinds of call that took turns, A first.</summary>
internal static class Pairs
{
    /// <summary>Splits samples that took turns into those of A and those of B.</summary>
    public static (double[] A, double[] B) Split(IReadOnlyList<double> samples) =>
        ([.. samples.Where((_, i) => i % 2 == 0)], [.. samples.Where((_, i) => i % 2 == 1)]);

    /// <summary>The ratios A ÷ B, pair by pair.</summary>
    public static RowResult Compare(RowContext context, string nameA, string nameB, IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        var ratios = Spread.Of(a.Zip(b, (left, right) => left / right).ToArray());
        context.Note($"{nameA}: {Spread.Of(a)}");
        context.Note($"{nameB}: {Spread.Of(b)}");
        context.Note($"ratio: {ratios}");
        return new RowResult { Count = a.Count + b.Count, Failures = 0, Value = ratios.Median };
    }
}
