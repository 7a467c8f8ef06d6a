namespace MedRecords.Battery.Faults.Failpoints;

/// <summary>All failpoints.</summary>
internal static class Catalog
{
    /// <summary>Every one that breaks something, in the order in which they run.</summary>
    public static IReadOnlyList<IFailpoint> All { get; } =
    [
        new SiloKill(),
    ];

    /// <summary>Those of the names; all where none is named. A <see cref="FormatException"/> says which name is wrong.</summary>
    public static IReadOnlyList<IFailpoint> Choose(IReadOnlyList<string> names) => names.Count == 0
        ? All
        : names.Select(name => All.FirstOrDefault(failpoint => failpoint.Name == name)
            ?? throw new FormatException($"There is no nemesis {name}. The nemeses are {string.Join(", ", All.Select(failpoint => failpoint.Name))}.")).ToArray();
}
