namespace MedRecords.Battery.Measure;

/// <summary>Where a set of values lies.</summary>
/// <param name="Median">The median.</param>
/// <param name="Min">The least.</param>
/// <param name="Max">The greatest.</param>
/// <param name="Deviation">The median of the distances to the median.</param>
internal readonly record struct Spread(double Median, double Min, double Max, double Deviation)
{
    /// <summary>The spread of some values.</summary>
    public static Spread Of(IReadOnlyCollection<double> values)
    {
        var median = MedianOf(values);
        return new Spread(median, values.Min(), values.Max(), MedianOf(values.Select(value => Math.Abs(value - median))));
    }

    /// <summary>The median of some values.</summary>
    public static double MedianOf(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Median:0.###} (min {Min:0.###}, max {Max:0.###}, deviation {Deviation:0.###})");
}
