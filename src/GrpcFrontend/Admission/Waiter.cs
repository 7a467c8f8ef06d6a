namespace MedRecords.GrpcFrontend.Admission;

/// <summary>A call that waits for its turn.</summary>
internal class Waiter(Claimant claimant, CallRank rank, TimeSpan since)
{
    /// <summary>Whose call it is.</summary>
    public Claimant Claimant => claimant;

    /// <summary>What it ranks as.</summary>
    public CallRank Rank => rank;

    /// <summary>When it came.</summary>
    public TimeSpan Since => since;

    /// <summary>Its place among the claimant's calls; null once it does not wait any more.</summary>
    public LinkedListNode<Waiter>? Place { get; set; }
}
