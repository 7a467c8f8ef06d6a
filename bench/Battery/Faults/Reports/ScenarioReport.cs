using MedRecords.Battery.Faults.Checks;
using MedRecords.Battery.Faults.Failpoints;

namespace MedRecords.Battery.Faults.Reports;

/// <summary>What one scenario found.</summary>
internal sealed record ScenarioReport
{
    /// <summary>Name of the failpoint.</summary>
    public required string Nemesis { get; init; }

    /// <summary>Operations begun.</summary>
    public required int Operations { get; init; }

    /// <summary>Operations answered while the clients worked.</summary>
    public required int Acknowledged { get; init; }

    /// <summary>Operations that clients gave up, and that were looked into by their ids afterwards.</summary>
    public required int Unknown { get; init; }

    /// <summary>Operations refused, and attempts answered with what no retry is for: both count as failures.</summary>
    public required int Refused { get; init; }

    /// <summary>What failed attempts were answered, counted.</summary>
    public required string Failures { get; init; }

    /// <summary>How often silos were started again.</summary>
    public required int Restarts { get; init; }

    /// <summary>Whether the fault was felt.</summary>
    public required Bite Bite { get; init; }

    /// <summary>Breaks of what is promised.</summary>
    public required IReadOnlyList<Violation> Violations { get; init; }

    /// <summary>Operations per second before the fault.</summary>
    public required double Rate { get; init; }

    /// <summary>Time until 90 % of that was reached again; null where it never was.</summary>
    public required TimeSpan? Recovery { get; init; }

    /// <summary>The longest such time that is allowed; null where there is no bar.</summary>
    public required TimeSpan? RecoveryBar { get; init; }

    /// <summary>Whether throughput was back in time.</summary>
    public bool IsBackInTime => RecoveryBar is not { } bar || Recovery <= bar;

    /// <summary>What makes the row not met apart from violations.</summary>
    public int FailureCount => Refused + (Bite.Bitten ? 0 : 1) + (IsBackInTime ? 0 : 1);
}
