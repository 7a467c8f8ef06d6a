using MedRecords.Battery.Faults.Cluster;

namespace MedRecords.Battery.Faults.Failpoints;

/// <summary>Packets between a silo and the database, or another silo, are lost in one direction or in both; nobody is told.</summary>
/// <param name="name">Its name on the command line.</param>
/// <param name="ways">The ways that are cut, each from one side to another: silos are counted from 0.</param>
internal sealed class NetworkCut(string name, params (int From, int To)[] ways) : IFailpoint
{
    private const int Victim = 0;
    private static readonly TimeSpan _cut = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Title => $"packets are lost for {_cut.TotalSeconds:0} s: {string.Join(", ", ways.Select(way => $"{Describe(way.From)} to {Describe(way.To)}"))}";

    /// <inheritdoc/>
    public async Task<Ground> PrepareAsync() => await NetworkGround.MakeAsync();

    /// <inheritdoc/>
    public async Task<Bite> StrikeAsync(Strike strike)
    {
        var end = Task.Delay(strike.Time);
        var network = (NetworkGround)strike.Cluster.Ground;
        var before = await IsAnsweredAsync(strike.Cluster, network);
        foreach (var (from, to) in ways)
            await network.CutAsync(from, to);
        var cut = Task.Delay(_cut);
        var meanwhile = await IsAnsweredAsync(strike.Cluster, network);
        await cut;
        var failures = strike.Failures;
        foreach (var (from, to) in ways)
            await network.MendAsync(from, to);
        strike.Mark();
        await end;
        return new Bite(before && !meanwhile, $"the other end answered before and not meanwhile; {failures} attempts failed meanwhile");
    }

    /// <summary>Whether the silo at one end of the cut is answered from the other end.</summary>
    private Task<bool> IsAnsweredAsync(SiloCluster cluster, NetworkGround network)
    {
        var other = ways.SelectMany(way => new[] { way.From, way.To }).First(side => side != Victim);
        return network.IsAnsweredAsync(Victim, other, other == NetworkGround.DatabaseSide ? cluster.Ground.Server.Port : cluster.Silos[other].SiloPort);
    }

    private static string Describe(int side) => side == NetworkGround.DatabaseSide ? "the database" : $"silo {side + 1}";
}
