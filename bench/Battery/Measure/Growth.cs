using System.Globalization;
using MedRecords.Battery.Rows;

namespace MedRecords.Battery.Measure;

/// <summary>
/// How costs grow with a size. Each cost is fitted with cost = a · size^b, least squares over logarithms: an exponent
/// of 0 means that size does not matter, 1 that the cost is proportional to it.
/// </summary>
/// <param name="sizes">The sizes, ascending.</param>
internal sealed class Growth(IReadOnlyList<int> sizes)
{
    private readonly List<(Cost Cost, double[] Values)> _costs = [];

    /// <summary>Adds what one cost came to at each size. Where it is bounded, its exponent counts in <see cref="Steepest"/>.</summary>
    public void Add(Cost cost, IEnumerable<double> values) => _costs.Add((cost, [.. values]));

    /// <summary>The greatest exponent of a bounded cost.</summary>
    public double Steepest => _costs.Where(cost => cost.Cost.IsBounded).Max(cost => Exponent(cost.Values));

    /// <summary>Says it all in a table.</summary>
    public void Print(RowContext context, string size)
    {
        context.Note($"| {size} | {string.Join(" | ", sizes.Select(n => n.ToString("N0", CultureInfo.InvariantCulture)))} | exponent |");
        context.Note($"|---|{string.Concat(Enumerable.Repeat("---:|", sizes.Count + 1))}");
        foreach (var (cost, values) in _costs)
        {
            var cells = string.Join(" | ", values.Select(value => value.ToString("N" + cost.Digits, CultureInfo.InvariantCulture)));
            context.Note(FormattableString.Invariant($"| {cost.Name} | {cells} | {Exponent(values):0.00} |"));
        }
    }

    private double Exponent(double[] values)
    {
        if (sizes.Count < 2)
            return 0;
        var x = sizes.Select(size => Math.Log(size)).ToArray();
        var y = values.Select(value => Math.Log(Math.Max(value, double.Epsilon))).ToArray();
        var (meanX, meanY) = (x.Average(), y.Average());
        return x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
    }
}

/// <summary>One cost.</summary>
/// <param name="Name">What it is, with its unit.</param>
/// <param name="Digits">Digits after the point worth printing.</param>
/// <param name="IsBounded">Whether its growth is held against the bar; others are for planning.</param>
internal sealed record Cost(string Name, int Digits, bool IsBounded);
