using MedRecords.GrpcFrontend.Admission;

namespace MedRecords.GrpcFrontend.Tests.Admission;

/// <summary>The core of admission with a clock that a test turns, and calls by name.</summary>
internal sealed class Situation
{
    private readonly Queue<(Claimant Claimant, CallRank Rank)> _running = [];

    public Situation(int limit, AdmissionOptions? options = null) => Core = new(options ?? new(), new InFlightLimit(limit, limit));

    public AdmissionCore Core { get; }

    public TimeSpan Now { get; private set; } = TimeSpan.FromHours(1);

    public List<Waiter> Displaced { get; } = [];
    public void Advance(TimeSpan time) => Now += time;

    /// <summary>A call comes: it goes at once (null), waits, or is refused.</summary>
    public (bool Goes, Waiter? Waits, Refused? Refused) Arrive(string site, string account, CallRank rank = CallRank.Ordinary, double patienceSeconds = 60)
    {
        var claimant = Core.Find(site, account);
        var actual = Core.RankOf(claimant, rank, CallRank.Ordinary);
        if (Core.TryStart(claimant, actual))
        {
            _running.Enqueue((claimant, actual));
            return (true, null, null);
        }

        var waiter = new Waiter(claimant, actual, Now);
        var refused = Core.Wait(waiter, TimeSpan.FromSeconds(patienceSeconds), Now, out var displaced);
        if (displaced is not null) Displaced.Add(displaced);
        return (false, refused is null ? waiter : null, refused);
    }

    /// <summary>So many calls come that have to wait.</summary>
    public void Flood(string site, int count, Func<int, string>? account = null, CallRank rank = CallRank.Ordinary)
    {
        for (var call = 0; call < count; call++) Arrive(site, account?.Invoke(call) ?? "flooder", rank);
    }

    /// <summary>The call that has run longest ends, and whoever may go then goes.</summary>
    public List<Waiter> EndOne()
    {
        var (claimant, rank) = _running.Dequeue();
        Core.End(claimant, rank, TimeSpan.FromMilliseconds(1), Now);
        return LetIn();
    }

    /// <summary>Lets so many calls go, each of which ends after a millisecond.</summary>
    public List<Waiter> Serve(int count)
    {
        var served = new List<Waiter>();
        while (served.Count < count && _running.Count > 0)
        {
            Advance(TimeSpan.FromMilliseconds(1));
            served.AddRange(EndOne());
        }

        return served;
    }

    private List<Waiter> LetIn()
    {
        var let = new List<Waiter>();
        while (Core.Next() is { } next)
        {
            let.Add(next);
            _running.Enqueue((next.Claimant, next.Rank));
        }

        return let;
    }
}
