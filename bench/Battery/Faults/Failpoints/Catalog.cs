using MedRecords.Battery.Rows;

namespace MedRecords.Battery.Faults.Failpoints;

/// <summary>All failpoints.</summary>
internal static class Catalog
{
    private const int Database = Cluster.NetworkGround.DatabaseSide;

    /// <summary>Every one that breaks something, in the order in which they run.</summary>
    public static IReadOnlyList<IFailpoint> All { get; } =
    [
        new SiloKill("kill", isStartedAgain: true),
        new SiloKill("kill-for-good", isStartedAgain: false),
        new SiloPause(TimeSpan.FromSeconds(5)),
        new SiloPause(TimeSpan.FromSeconds(40)),
        new DatabaseCrash(),
        new NetworkCut("cut-database", (0, Database), (Database, 0)),
        new NetworkCut("cut-to-database", (0, Database)),
        new NetworkCut("cut-from-database", (Database, 0)),
        new NetworkCut("cut-silos", (0, 1), (1, 0)),
        new NetworkCut("cut-to-silo", (0, 1)),
        new SlowNetwork("delay", TimeSpan.FromMilliseconds(30), isLossy: false),
        new SlowNetwork("loss", TimeSpan.Zero, isLossy: true),
        new ClockSkew(),
        new FullDisk(),
        new RollingRestart(),
    ];

    /// <summary>Those of the names; all where none is named. A <see cref="CannotRunException"/> says which name is wrong.</summary>
    public static IReadOnlyList<IFailpoint> Choose(IReadOnlyList<string> names) => names.Count == 0
        ? All
        : names.Select(name => All.FirstOrDefault(failpoint => failpoint.Name == name)
            ?? throw new CannotRunException($"There is no nemesis {name}. The nemeses are {string.Join(", ", All.Select(failpoint => failpoint.Name))}.")).ToArray();
}
