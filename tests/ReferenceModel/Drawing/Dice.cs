namespace MedRecords.ReferenceModel.Drawing;

/// <summary>Chance that is the same on every machine and in every version of .NET: SplitMix64 (Steele, Lea and Flood, 2014).</summary>
/// <param name="seed">Where it begins. Neighbouring seeds give sequences that have nothing to do with one another.</param>
internal sealed class Dice(long seed)
{
    private ulong _state = unchecked((ulong)seed * 0xD1342543DE82EF95);

    /// <summary>A number from 0 to below a bound.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>True so many times in a hundred.</summary>
    public bool Chance(int percent) => Below(100) < percent;

    /// <summary>One of several.</summary>
    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>Each of several, so many times in a hundred.</summary>
    public IEnumerable<T> Some<T>(IReadOnlyList<T> from, int percent)
    {
        foreach (var one in from)
        {
            if (Chance(percent))
                yield return one;
        }
    }

    /// <summary>As many as chance has it, up to a bound; none half of the time.</summary>
    public List<T> Several<T>(int most, Func<T> make)
    {
        var made = new List<T>();
        for (var i = Chance(50) ? 0 : 1 + Below(most); i > 0; i--)
            made.Add(make());
        return made;
    }

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
