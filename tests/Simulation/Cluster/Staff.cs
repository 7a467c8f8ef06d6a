using MedRecords.Journal.Contract;
using MedRecords.V1;

namespace MedRecords.Simulation.Cluster;

/// <summary>An account of the simulated institution.</summary>
/// <param name="Name">User name.</param>
/// <param name="Role">The role held.</param>
/// <param name="Sites">Where; a patient has none.</param>
/// <param name="OwnChart">The own chart, where it is a patient's; empty otherwise.</param>
internal sealed record Staff(string Name, Role Role, IReadOnlyList<string> Sites, string OwnChart = "")
{
    /// <summary>The account's id, the same in every run.</summary>
    public HistoryId Id { get; } = HistoryId.Create(HistoryKind.Account, System.Text.Encoding.ASCII.GetBytes(Name.PadRight(16)));

    /// <summary>The session with which it starts.</summary>
    public string FirstSession => $"first session of {Name}";

    /// <summary>The roles held at first.</summary>
    public IReadOnlyList<Assignment> Assignments => [.. Sites.Select(site => new Assignment { Site = site, Role = Role })];
}
