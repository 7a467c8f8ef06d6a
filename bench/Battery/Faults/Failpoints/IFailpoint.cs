using MedRecords.Battery.Faults.Cluster;
using MedRecords.Battery.Rows;

namespace MedRecords.Battery.Faults.Failpoints;

/// <summary>One named way to break something: where the cluster has to stand for it, what it does, and how to see that it bit.</summary>
internal interface IFailpoint
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>What it does, in one line.</summary>
    string Title { get; }

    /// <summary>
    /// The longest time after the fault until throughput is back at 90 %, where there is such a bar; measured
    /// from the moment that <see cref="Strike.Mark"/> notes.
    /// </summary>
    TimeSpan? RecoveryBar => null;

    /// <summary>Makes what the cluster stands on. Throws <see cref="CannotRunException"/> where this machine lacks something.</summary>
    Task<Ground> PrepareAsync() => MakeLoopbackAsync();

    /// <summary>Breaks it and mends it, within about the time given.</summary>
    Task<Bite> StrikeAsync(Strike strike);

    private static async Task<Ground> MakeLoopbackAsync() => await LoopbackGround.MakeAsync();
}

/// <summary>Whether a fault was felt.</summary>
/// <param name="Bitten">Whether it was.</param>
/// <param name="How">What shows it.</param>
internal sealed record Bite(bool Bitten, string How);
