namespace MedRecords.GrpcFrontend.Admission;

/// <summary>An account, or a network address where nobody is signed in, with what it has running and waiting.</summary>
internal sealed class Claimant(SiteShare share, string account)
{
    private readonly ClaimantLine?[] _lines = new ClaimantLine?[Enum.GetValues<CallRank>().Length];

    /// <summary>The share that its calls use.</summary>
    public SiteShare Share => share;

    /// <summary>The account's id, or the address.</summary>
    public string Account => account;

    /// <summary>Calls in flight.</summary>
    public int InFlight { get; set; }

    /// <summary>Calls that wait.</summary>
    public int Waiting { get; set; }

    /// <summary>Emergency calls in flight or waiting.</summary>
    public int Emergencies { get; set; }

    /// <summary>Whether nothing of it is here.</summary>
    public bool IsIdle => InFlight == 0 && Waiting == 0;

    /// <summary>Its calls of a rank that wait.</summary>
    public ClaimantLine Line(CallRank rank) => _lines[(int)rank] ??= new(this);
}

/// <summary>One claimant's calls of one rank, first come first served.</summary>
internal sealed class ClaimantLine
{
    public ClaimantLine(Claimant claimant) => (Claimant, Turn) = (claimant, new(this));

    /// <summary>Whose they are.</summary>
    public Claimant Claimant { get; }

    /// <summary>Those that wait.</summary>
    public LinkedList<Waiter> Waiters { get; } = [];

    /// <summary>Its place in the rotation of its lane.</summary>
    public LinkedListNode<ClaimantLine> Turn { get; }
}
