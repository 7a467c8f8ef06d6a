namespace MedRecords.GrpcFrontend.Admission;

/// <summary>One site's calls of one rank: accounts take turns, whatever each has waiting.</summary>
internal sealed class Lane
{
    private readonly LinkedList<ClaimantLine> _turns = [];

    /// <summary>How many wait.</summary>
    public int Count { get; private set; }

    /// <summary>The account that has most waiting loses its newest call first.</summary>
    public Waiter? Newest => _turns.MaxBy(line => line.Waiters.Count)?.Waiters.Last?.Value;

    /// <summary>Adds a call.</summary>
    public void Add(Waiter waiter)
    {
        var line = waiter.Claimant.Line(waiter.Rank);
        waiter.Place = line.Waiters.AddLast(waiter);
        if (line.Turn.List is null) _turns.AddLast(line.Turn);
        Count++;
    }

    /// <summary>Takes a call out, wherever it is.</summary>
    public void Remove(Waiter waiter)
    {
        var line = waiter.Claimant.Line(waiter.Rank);
        line.Waiters.Remove(waiter.Place!);
        waiter.Place = null;
        if (line.Waiters.Count == 0) _turns.Remove(line.Turn);
        Count--;
    }

    /// <summary>Takes the next call of an account that may have one more in flight; null where there is none.</summary>
    public Waiter? Take(Func<Claimant, bool> hasRoom)
    {
        for (var turn = _turns.First; turn is not null; turn = turn.Next)
        {
            if (!hasRoom(turn.Value.Claimant)) continue;
            var waiter = turn.Value.Waiters.First!.Value;
            Remove(waiter);
            if (turn.List is not null)
            {
                _turns.Remove(turn);
                _turns.AddLast(turn);
            }

            return waiter;
        }

        return null;
    }
}
