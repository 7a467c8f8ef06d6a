namespace MedRecords.GrpcFrontend.Admission;

/// <summary>
/// One site's share of the service. Where several of its classes wait, each round of 21 turns gives vital calls 16,
/// ordinary ones 4 and bulk 1, the higher class first: none waits for ever.
/// </summary>
internal sealed class SiteShare
{
    private static readonly int[] TurnsPerRound = [0, 16, 4, 1];

    private readonly Lane[] _lanes = [new(), new(), new(), new()];
    private readonly int[] _credits = [.. TurnsPerRound];

    public SiteShare(string site, int weight)
    {
        (Site, Weight) = (site, weight);
        (Turn, EmergencyTurn) = (new(this), new(this));
    }

    /// <summary>The site's id, or a name in brackets for those who belong to none.</summary>
    public string Site { get; }

    /// <summary>Turns in a row.</summary>
    public int Weight { get; }

    /// <summary>Turns left of those in a row.</summary>
    public int Credit { get; set; }

    /// <summary>Calls in flight.</summary>
    public int InFlight { get; set; }

    /// <summary>Calls that wait, emergencies included.</summary>
    public int Waiting => Emergencies + Others;

    /// <summary>Emergency calls that wait.</summary>
    public int Emergencies => _lanes[(int)CallRank.Emergency].Count;

    /// <summary>Other calls that wait.</summary>
    public int Others => _lanes[(int)CallRank.Vital].Count + _lanes[(int)CallRank.Ordinary].Count + _lanes[(int)CallRank.Bulk].Count;

    /// <summary>Its place in the rotation of sites.</summary>
    public LinkedListNode<SiteShare> Turn { get; }

    /// <summary>Its place in the rotation of sites that have emergencies.</summary>
    public LinkedListNode<SiteShare> EmergencyTurn { get; }

    /// <summary>The lane of a rank.</summary>
    public Lane Lane(CallRank rank) => _lanes[(int)rank];

    /// <summary>What is given up first where there is no room: the newest of the lowest class.</summary>
    public Waiter? Newest => Lane(CallRank.Bulk).Newest ?? Lane(CallRank.Ordinary).Newest ?? Lane(CallRank.Vital).Newest;

    /// <summary>Takes the next call that is no emergency; null where none may go.</summary>
    public Waiter? Take(Func<Claimant, bool> hasRoom)
    {
        if (TakeOnCredit(hasRoom) is { } waiter) return waiter;
        TurnsPerRound.CopyTo(_credits, 0);
        return TakeOnCredit(hasRoom);
    }

    private Waiter? TakeOnCredit(Func<Claimant, bool> hasRoom)
    {
        for (var rank = CallRank.Vital; rank <= CallRank.Bulk; rank++)
        {
            if (_credits[(int)rank] == 0 || Lane(rank).Take(hasRoom) is not { } waiter) continue;
            _credits[(int)rank]--;
            return waiter;
        }

        return null;
    }
}
