using MedRecords.Grains.Feed;
using MedRecords.Grains.Interfaces.Feed;
using MedRecords.Simulation.Checks;
using MedRecords.Simulation.Cluster;
using MedRecords.Simulation.Running;
using MedRecords.V1;

namespace MedRecords.Simulation.Clients;

/// <summary>Follows the feed from its start, on any silo, and begins again at an earlier token now and then.</summary>
internal sealed class Watcher(World world, Network network, Witness witness, Rights rights)
    : Client(world, network, witness, rights, Institute.Watcher)
{
    private readonly List<FeedChange> _heard = [];
    private string _token = string.Empty;
    private bool _isLast;

    /// <summary>Reads on until nothing follows, and ends.</summary>
    public void Finish() => _isLast = true;

    /// <summary>Compares what was heard with the order of commits.</summary>
    public void Check()
    {
        // Charts of sites that the watcher does not serve: none here.
        var expected = Witness.Changes;
        var heard = _heard.ConvertAll(change => (change.ChartId, change.Change.Version));
        if (heard.SequenceEqual(expected))
            return;
        var same = heard.Zip(expected).TakeWhile(pair => pair.First == pair.Second).Count();
        Witness.Blame($"the feed told {heard.Count} changes of {expected.Count}; the first {same} are as they were committed");
    }

    protected override async Task WorkAsync()
    {
        while (true)
        {
            await Process.DelayAsync(World.Between(1_000, 60_000));
            var isLast = _isLast;
            if (await ReadAsync() && isLast)
                return;
            if (World.Chance(10) && _heard.Count > 0 && !isLast)
                GoBack();
        }
    }

    private async Task<bool> ReadAsync()
    {
        var query = new FeedQuery(_token, true, string.Empty);
        var call = NewCall(AccessAction.Watch, Who.Id.ToString());
        var reply = await CallAsync(call, (silo, caller) => silo.Make<FeedGrain>().ReadAsync(caller, query));
        if (reply.Answer?.Value is not { } page)
            return false;
        _heard.AddRange(page.Changes);
        _token = page.ResumeToken;
        return page.AtEnd;
    }

    /// <summary>As one that was restarted and had kept an earlier token.</summary>
    private void GoBack()
    {
        var kept = World.Random.Next(_heard.Count);
        _token = _heard[kept].ResumeToken;
        _heard.RemoveRange(kept + 1, _heard.Count - kept - 1);
    }
}
