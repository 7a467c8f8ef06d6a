namespace MedRecords.Battery.Faults.Traffic;

/// <summary>Chooses among numbered things: the k-th has a weight of 1/k, so a few are asked for most of the time (Zipf's law, exponent 1).</summary>
internal sealed class Zipf
{
    private readonly double[] _sums;

    public Zipf(int count)
    {
        _sums = new double[count];
        for (var (i, sum) = (0, 0.0); i < count; i++)
            _sums[i] = sum += 1.0 / (i + 1);
    }

    /// <summary>The next one, from 0.</summary>
    public int Next(Random random)
    {
        var at = Array.BinarySearch(_sums, random.NextDouble() * _sums[^1]);
        return at < 0 ? Math.Min(~at, _sums.Length - 1) : at;
    }
}
