using MedRecords.Grains.Charts;
using MedRecords.Simulation.Checks;

namespace MedRecords.Simulation.Clients;

/// <summary>An operation and what its client believes became of it.</summary>
internal sealed record OperationFate(string Chart, string Account, string Id, IReadOnlyList<string> Texts, Fate Fate);

/// <summary>All operations, held against what is durable in the end.</summary>
internal sealed class Operations
{
    private readonly List<OperationFate> _fates = [];

    /// <summary>Under which the model of a chart knows an operation.</summary>
    public static string KeyOf(string account, string id) => $"{Convert.ToHexStringLower(ChartKeys.Operation(account, id))}/0";

    /// <summary>Takes note of one.</summary>
    public void Add(OperationFate fate) => _fates.Add(fate);

    /// <summary>Compares: what was confirmed is there once, and what was refused is not there.</summary>
    public void Check(Witness witness)
    {
        foreach (var fate in _fates.Where(fate => fate.Texts.Count > 0))
        {
            var chart = witness.Chart(fate.Chart);
            var isThere = chart.FirstOf.TryGetValue(KeyOf(fate.Account, fate.Id), out var first)
                && !fate.Texts.Where((text, i) => chart.Versions[(int)first - 1 + i].Text != text).Any();
            if (isThere != (fate.Fate == Fate.Done) && fate.Fate != Fate.Unknown)
                witness.Blame($"operation {fate.Id}, which its client believes {fate.Fate}, is {(isThere ? "" : "not ")}there");
        }
    }
}
