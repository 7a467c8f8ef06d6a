using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using MedRecords.V1;

namespace MedRecords.Cli.Clusters;

/// <summary>What a process says of itself, in words short enough for a table.</summary>
internal static class SiloWords
{
    // Three reports in a row are missing.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(6);

    /// <summary>Whether it should be heard of and is not.</summary>
    public static bool IsLost(SiloInfo silo) => silo.State != SiloState.Stopped && Unseen(silo) > Quiet;

    /// <summary>Whether it takes calls, as far as anyone knows.</summary>
    public static bool Serves(SiloInfo silo) => silo.State == SiloState.Serving && !IsLost(silo);

    /// <summary>How long ago it said something.</summary>
    public static TimeSpan Unseen(SiloInfo silo) => silo.Unseen?.ToTimeSpan() ?? TimeSpan.Zero;

    /// <summary>What it is doing.</summary>
    public static string State(SiloInfo silo) => silo switch
    {
        { State: SiloState.Stopped } => $"stopped {Length(Unseen(silo))} ago",
        _ when IsLost(silo) => $"not seen for {Length(Unseen(silo))}",
        { State: SiloState.Serving, DrainRequested: true } => "asked to drain",
        _ => Reading.Words.Of(silo.State),
    };

    /// <summary>How long commits take; nothing for a process that makes none.</summary>
    public static string Commit(SiloInfo silo) => silo switch
    {
        { Role: SiloRole.Frontend } => "front end",
        { CommitMedian: null } => "none",
        _ => $"{Length(silo.CommitMedian)}, p99 {Length(silo.CommitP99)}",
    };

    /// <summary>Who watches the feed, and whether they have what there is.</summary>
    public static string Feed(SiloInfo silo) => silo.Watchers == 0
        ? "unwatched"
        : $"{silo.Watchers} {(silo.Watchers == 1 ? "watcher" : "watchers")}, {(silo.FeedLag?.ToTimeSpan() is { TotalMilliseconds: >= 1 } lag ? $"{Length(lag)} behind" : "level")}";

    /// <summary>What it last found of its health.</summary>
    public static string Check(SiloInfo silo) => silo.Health switch
    {
        null => "unchecked",
        { Healthy: true } => "well",
        _ => "not well",
    };

    /// <summary>A length of time in the unit that suits it.</summary>
    public static string Length(Duration length) => Length(length.ToTimeSpan());

    /// <summary>A length of time in the unit that suits it.</summary>
    public static string Length(TimeSpan length) => length switch
    {
        { TotalMilliseconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{length.TotalMilliseconds:0.0} ms"),
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{length.TotalMilliseconds:0} ms"),
        { TotalSeconds: < 90 } => string.Create(CultureInfo.InvariantCulture, $"{length.TotalSeconds:0} s"),
        { TotalMinutes: < 90 } => string.Create(CultureInfo.InvariantCulture, $"{length.TotalMinutes:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{length.TotalHours:0} h"),
    };
}
