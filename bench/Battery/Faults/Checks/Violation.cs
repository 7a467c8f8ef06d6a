namespace MedRecords.Battery.Faults.Checks;

/// <summary>Ways in which a history can break what the service promises.</summary>
internal enum ViolationKind
{
    /// <summary>Versions of a chart are not 1, 2, 3 and so on.</summary>
    Gap,

    /// <summary>An acknowledged append is not in the chart.</summary>
    Lost,

    /// <summary>An append is in the chart more than once.</summary>
    Doubled,

    /// <summary>An append is in the chart at another place than its answer said, or with other content, or nobody sent it, or it had been refused.</summary>
    Altered,

    /// <summary>Two answers, or two silos, show different histories of one chart.</summary>
    Forked,

    /// <summary>A read lacks what had been answered before it began.</summary>
    Stale,

    /// <summary>An append has an earlier place than something that had been answered before it began.</summary>
    Reordered,
}

/// <summary>One break of a promise.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Chart">Which chart, counted from 0.</param>
/// <param name="Text">What exactly, for people.</param>
internal sealed record Violation(ViolationKind Kind, int Chart, string Text);
