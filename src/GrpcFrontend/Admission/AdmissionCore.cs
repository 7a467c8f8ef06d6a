namespace MedRecords.GrpcFrontend.Admission;

/// <summary>
/// Decides which call goes, which waits and which is refused. It holds no lock and reads no clock: whoever owns it
/// calls it with the time, one call after another.
/// </summary>
/// <remarks>Whenever a call waits that could go, it has gone: so whoever comes and finds room overtakes nobody.</remarks>
internal sealed class AdmissionCore
{
    // A wait is foreseen by what was served lately. One that turns out twice as long is still in time, and an answer that
    // comes too late is work for nothing.
    private const double Margin = 2;

    private readonly AdmissionOptions _options;
    private readonly InFlightLimit _limit;
    private readonly Claimants _claimants;
    private readonly FairQueue _queue = new();
    private readonly ServiceRate _rate = new();
    private readonly Backoff _backoff = new();
    private readonly Func<Claimant, bool> _hasRoom;
    private int _emergencies;

    public AdmissionCore(AdmissionOptions options, InFlightLimit limit)
    {
        (_options, _limit, _claimants) = (options, limit, new(options.SiteWeights));
        _hasRoom = HasRoom;
    }

    /// <summary>Calls in flight.</summary>
    public int InFlight { get; private set; }

    /// <summary>Calls that wait.</summary>
    public int Waiting => _queue.Count;

    /// <summary>Calls that may be in flight.</summary>
    public int Limit => _limit.Value;

    /// <summary>Sites that are known, with what each has waiting.</summary>
    public IReadOnlyCollection<SiteShare> Shares => _claimants.Shares;

    // One site never holds all places, nor one account its site's, so that nobody waits for a slow neighbour to end.
    private int LimitOfSite => Math.Max(1, Limit - Math.Max(1, Limit / 8));

    private int LimitOfAccount => Math.Max(1, LimitOfSite / 4 * 3);

    // Emergencies have places of their own, so that they wait for nobody and cost the others an eighth at most.
    private int Reserve => Math.Max(1, Limit / 8);

    private bool HasReserve => _emergencies < Reserve;

    private bool HasPlaces => InFlight - Math.Min(_emergencies, Reserve) < Limit;

    /// <summary>The claimant of a site's account.</summary>
    public Claimant Find(string site, string account) => _claimants.Find(site, account);

    /// <summary>What a call ranks as: an account has so many emergencies, and the others rank as if they were none.</summary>
    public CallRank RankOf(Claimant claimant, CallRank asked, CallRank otherwise) =>
        asked == CallRank.Emergency && claimant.Emergencies >= _options.MaxEmergenciesPerAccount ? otherwise : asked;

    /// <summary>Lets a call go where there is room now.</summary>
    public bool TryStart(Claimant claimant, CallRank rank)
    {
        if (!IsRoomFor(claimant, rank)) return false;
        if (rank == CallRank.Emergency) claimant.Emergencies++;
        Count(claimant, rank, +1);
        return true;
    }

    /// <summary>Lets a call wait that found no room, or says why it is refused.</summary>
    /// <param name="waiter">The call.</param>
    /// <param name="patience">How long its client waits from now on.</param>
    /// <param name="now">The time.</param>
    /// <param name="displaced">A call that had to give up its place in turn.</param>
    public Refused? Wait(Waiter waiter, TimeSpan patience, TimeSpan now, out Waiter? displaced)
    {
        displaced = null;
        if (RefusalOf(waiter.Claimant, waiter.Rank, patience, now) is { } refused) return refused;
        if (_queue.Count >= _options.MaxWaiting)
        {
            displaced = _queue.Longest!.Newest!;
            _queue.Remove(displaced);
        }

        if (waiter.Rank == CallRank.Emergency) waiter.Claimant.Emergencies++;
        _queue.Add(waiter);
        return null;
    }

    /// <summary>Says why a call would be refused that came now; null where it would go or wait.</summary>
    public Refused? Foresee(Claimant claimant, CallRank rank, TimeSpan patience, TimeSpan now) =>
        IsRoomFor(claimant, rank) ? null : RefusalOf(claimant, rank, patience, now);

    /// <summary>A call was refused: how long its client is to stay away, at least as long as it would have waited.</summary>
    public TimeSpan TurnedAway(Refused refused, TimeSpan now)
    {
        _backoff.Refused(now);
        return refused.Wait > _backoff.Delay ? refused.Wait : _backoff.Delay;
    }

    /// <summary>Takes the next call that may go now; null where none may.</summary>
    public Waiter? Next()
    {
        var next = HasReserve ? _queue.TakeEmergency() : null;
        if (next is null && HasPlaces) next = _queue.TakeOther(_hasRoom) ?? _queue.TakeEmergency();
        if (next is not null) Count(next.Claimant, next.Rank, +1);
        return next;
    }

    /// <summary>Takes out a call that waits no longer; false where it does not wait any more.</summary>
    public bool TryWithdraw(Waiter waiter)
    {
        if (waiter.Place is null) return false;
        _queue.Remove(waiter);
        if (waiter.Rank == CallRank.Emergency) waiter.Claimant.Emergencies--;
        return true;
    }

    /// <summary>A call ended that was in flight.</summary>
    /// <param name="claimant">Whose it was.</param>
    /// <param name="rank">What it ranked as.</param>
    /// <param name="took">How long it was in flight; null where that says nothing about others.</param>
    /// <param name="now">The time.</param>
    public void End(Claimant claimant, CallRank rank, TimeSpan? took, TimeSpan now)
    {
        if (took is { } time) _limit.Ended(time, now, InFlight, _queue.Count > 0);
        _rate.Ended(now, _queue.Count > 0);
        _backoff.Served(now);
        if (rank == CallRank.Emergency) claimant.Emergencies--;
        Count(claimant, rank, -1);
    }

    private Refused? RefusalOf(Claimant claimant, CallRank rank, TimeSpan patience, TimeSpan now)
    {
        var wait = Predict(claimant.Share, rank, now);
        if (claimant.Waiting >= _options.MaxWaitingPerAccount) return new(RefusalCause.AccountFull, wait);
        if (claimant.Share.Waiting >= _options.MaxWaitingPerSite) return new(RefusalCause.SiteFull, wait);
        if ((wait + _limit.Typical) * Margin > patience) return new(RefusalCause.TooLate, wait);
        return _queue.Count >= _options.MaxWaiting && !Outweighs(claimant.Share, rank, _queue.Longest) ? new(RefusalCause.Full, wait) : null;
    }

    /// <summary>How long a call would wait that came now.</summary>
    private TimeSpan Predict(SiteShare share, CallRank rank, TimeSpan now)
    {
        if (rank == CallRank.Emergency) return _rate.TimeOf((_queue.Emergencies + 1L) * (Limit + Reserve) / Reserve, now);
        // A site has its weight's part of the turns, or all that the others leave.
        var weights = _queue.Weight + (share.Others == 0 ? share.Weight : 0);
        var byShare = (share.Others + 1L) * weights / share.Weight;
        return _rate.TimeOf(Math.Min(byShare, _queue.Count + 1), now);
    }

    // Of all who wait, those lose who have most waiting (McKenney 1990, stochastic fairness queueing).
    private static bool Outweighs(SiteShare share, CallRank rank, SiteShare? longest) =>
        longest is not null && (rank == CallRank.Emergency || longest.Others > share.Others + 1);

    private bool IsRoomFor(Claimant claimant, CallRank rank) =>
        rank == CallRank.Emergency ? HasReserve || HasPlaces : HasPlaces && HasRoom(claimant);

    private bool HasRoom(Claimant claimant) =>
        claimant.Share.InFlight < LimitOfSite && claimant.InFlight < LimitOfAccount;

    private void Count(Claimant claimant, CallRank rank, int change)
    {
        InFlight += change;
        if (rank == CallRank.Emergency) _emergencies += change;
        claimant.InFlight += change;
        claimant.Share.InFlight += change;
    }
}
