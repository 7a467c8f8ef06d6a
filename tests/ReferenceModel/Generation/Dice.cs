namespace MedRecords.ReferenceModel.Generation;

/// <summary>Chance from a seed: the same seed gives the same draws on every platform and version of .NET.</summary>
/// <remarks>SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.</remarks>
/// <param name="seed">The seed.</param>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from 0 to below a bound.</summary>
    public int Below(int bound) => (int)((Next() >> 32) * (ulong)bound >> 32);

    /// <summary>True in so many of a hundred draws.</summary>
    public bool Chance(int percent) => Below(100) < percent;

    /// <summary>One of some values, each as likely.</summary>
    public T Pick<T>(ReadOnlySpan<T> values) => values[Below(values.Length)];

    /// <summary>Some of the values, each with the same chance.</summary>
    public List<T> Some<T>(ReadOnlySpan<T> values, int percent)
    {
        var some = new List<T>();
        foreach (var value in values)
        {
            if (Chance(percent))
                some.Add(value);
        }

        return some;
    }

    /// <summary>Nothing, or up to so many things.</summary>
    public List<T> UpTo<T>(int most, Func<T> make)
    {
        var made = new List<T>();
        for (var left = Below(most + 1); left > 0; left--)
            made.Add(make());
        return made;
    }

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
