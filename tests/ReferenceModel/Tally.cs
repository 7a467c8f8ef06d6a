namespace MedRecords.ReferenceModel;

/// <summary>How often each branch decided. One thread each; add them up afterwards.</summary>
public sealed class Tally
{
    private readonly long[] _counts = new long[Enum.GetValues<Branch>().Length];

    /// <summary>How often a branch decided.</summary>
    public long this[Branch branch] => _counts[(int)branch];

    /// <summary>Branches that never did.</summary>
    public IReadOnlyList<Branch> Missing => [.. Enum.GetValues<Branch>().Where(branch => this[branch] == 0)];

    /// <summary>The branch that decided least often.</summary>
    public Branch Rarest => Enum.GetValues<Branch>().MinBy(branch => this[branch]);

    /// <summary>Adds what another thread counted.</summary>
    public void Add(Tally other)
    {
        for (var i = 0; i < _counts.Length; i++)
            _counts[i] += other._counts[i];
    }

    internal void Count(Branch branch) => _counts[(int)branch]++;
}

/// <summary>Counting in the middle of a condition.</summary>
internal static class Tallies
{
    /// <summary>The condition as it is; where it holds, the branch is counted.</summary>
    public static bool Decides(this bool condition, Branch branch, Tally? tally)
    {
        if (condition)
            tally?.Count(branch);
        return condition;
    }
}
