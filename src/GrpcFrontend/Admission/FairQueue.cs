namespace MedRecords.GrpcFrontend.Admission;

/// <summary>
/// The calls that wait. Sites take turns by their weights (deficit round robin, Shreedhar and Varghese 1995, with
/// calls of equal cost), within a site its classes, within a class its accounts. Emergencies wait apart.
/// </summary>
internal sealed class FairQueue
{
    private readonly LinkedList<SiteShare> _sites = [];
    private readonly LinkedList<SiteShare> _emergencies = [];

    /// <summary>How many wait.</summary>
    public int Count { get; private set; }

    /// <summary>How many emergencies wait.</summary>
    public int Emergencies { get; private set; }

    /// <summary>The sum of the weights of sites that have something waiting.</summary>
    public int Weight { get; private set; }

    /// <summary>The site that has most waiting; null where none has.</summary>
    public SiteShare? Longest => _sites.MaxBy(site => site.Others);

    /// <summary>Adds a call.</summary>
    public void Add(Waiter waiter)
    {
        var share = waiter.Claimant.Share;
        share.Lane(waiter.Rank).Add(waiter);
        waiter.Claimant.Waiting++;
        Count++;
        if (waiter.Rank == CallRank.Emergency) Emergencies++;
        Enlist(share);
    }

    /// <summary>Takes a call out before its turn.</summary>
    public void Remove(Waiter waiter)
    {
        waiter.Claimant.Share.Lane(waiter.Rank).Remove(waiter);
        Removed(waiter);
    }

    /// <summary>Takes the next emergency; null where there is none.</summary>
    public Waiter? TakeEmergency()
    {
        if (_emergencies.First?.Value is not { } share) return null;
        var waiter = share.Lane(CallRank.Emergency).Take(static _ => true)!;
        _emergencies.Remove(share.EmergencyTurn);
        if (share.Emergencies > 0) _emergencies.AddLast(share.EmergencyTurn);
        Removed(waiter);
        return waiter;
    }

    /// <summary>Takes the next call that is no emergency; null where none may go.</summary>
    /// <param name="hasRoom">Whether a claimant may have one more call in flight.</param>
    public Waiter? TakeOther(Func<Claimant, bool> hasRoom)
    {
        for (var turn = _sites.First; turn is not null; turn = turn.Next)
        {
            var share = turn.Value;
            if (share.Take(hasRoom) is not { } waiter) continue;
            share.Credit = (share.Credit == 0 ? share.Weight : share.Credit) - 1;
            if (share.Credit == 0)
            {
                _sites.Remove(turn);
                _sites.AddLast(turn);
            }

            Removed(waiter);
            return waiter;
        }

        return null;
    }

    private void Removed(Waiter waiter)
    {
        waiter.Claimant.Waiting--;
        Count--;
        if (waiter.Rank == CallRank.Emergency) Emergencies--;
        Enlist(waiter.Claimant.Share);
    }

    private void Enlist(SiteShare share)
    {
        Enlist(_emergencies, share.EmergencyTurn, share.Emergencies > 0);
        if (!Enlist(_sites, share.Turn, share.Others > 0)) return;
        Weight += share.Others > 0 ? share.Weight : -share.Weight;
        share.Credit = 0;
    }

    private static bool Enlist(LinkedList<SiteShare> rotation, LinkedListNode<SiteShare> turn, bool wants)
    {
        if (wants == (turn.List is not null)) return false;
        if (wants) rotation.AddLast(turn);
        else rotation.Remove(turn);
        return true;
    }
}
