using Grpc.Core;
using MedRecords.GrpcFrontend.Mapping;

namespace MedRecords.GrpcFrontend.Admission;

/// <summary>
/// Lets calls in by <see cref="AdmissionCore"/>. Where there is room it takes a lock for the time of a look-up,
/// allocates nothing and ends at once.
/// </summary>
internal sealed class CallAdmission
{
    private static readonly Refused Crowded = new(RefusalCause.Full, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly AdmissionCore _core;
    private readonly AdmissionOptions _options;
    private readonly TimeProvider _time;
    private readonly AdmissionMetrics _metrics;
    private readonly Action<WaitingCall, CancellationToken> _withdraw;
    private readonly long _start;
    private int _waiting;

    public CallAdmission(AdmissionCore core, AdmissionOptions options, TimeProvider time, AdmissionMetrics metrics)
    {
        (_core, _options, _time, _metrics) = (core, options, time, metrics);
        (_start, _withdraw) = (time.GetTimestamp(), Withdraw);
    }

    /// <summary>Whether calls wait: only then can one that comes be refused.</summary>
    public bool IsCrowded => Volatile.Read(ref _waiting) > 0;

    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>
    /// Lets a call in, now or when its turn comes. Throws the refusal where it cannot be served in time, and
    /// <see cref="OperationCanceledException"/> where its client leaves or its deadline passes meanwhile.
    /// </summary>
    /// <param name="claim">Whose part of the service it uses.</param>
    /// <param name="asked">What the call ranks as.</param>
    /// <param name="otherwise">What it ranks as where the account has more emergencies than it may.</param>
    /// <param name="context">The call.</param>
    public ValueTask<AdmittedCall> EnterAsync((string Share, string Account) claim, CallRank asked, CallRank otherwise, ServerCallContext context)
    {
        var now = Now;
        Claimant claimant;
        CallRank rank;
        bool hasStarted;
        lock (_gate)
        {
            claimant = _core.Find(claim.Share, claim.Account);
            rank = _core.RankOf(claimant, asked, otherwise);
            hasStarted = _core.TryStart(claimant, rank);
        }

        if (!hasStarted) return WaitAsync(claim, rank, now, context);
        _metrics.Admitted(claim.Share, rank, TimeSpan.Zero);
        return new(new AdmittedCall(claimant, rank, now));
    }

    /// <summary>The refusal that a call would get which came now; null where it would go or wait.</summary>
    /// <param name="claim">Whose part of the service it would use.</param>
    /// <param name="asked">What it would rank as.</param>
    /// <param name="otherwise">What it would rank as where the account has more emergencies than it may.</param>
    /// <param name="patience">How long its client waits; null where that is not known.</param>
    public RpcException? Foresee((string Share, string Account) claim, CallRank asked, CallRank otherwise, TimeSpan? patience)
    {
        Refused? refused;
        TimeSpan delay;
        lock (_gate)
        {
            var (claimant, now) = (_core.Find(claim.Share, claim.Account), Now);
            refused = _core.Foresee(claimant, _core.RankOf(claimant, asked, otherwise), patience ?? _options.MaxWait, now);
            if (refused is null) return null;
            delay = _core.TurnedAway(refused, now);
        }

        return Refuse(claim.Share, refused.Cause, delay);
    }

    /// <summary>A call that was let in has ended.</summary>
    /// <param name="call">The call.</param>
    /// <param name="isTypical">Whether the time that it took says something about other calls.</param>
    public void Leave(AdmittedCall call, bool isTypical)
    {
        var now = Now;
        lock (_gate) _core.End(call.Claimant, call.Rank, isTypical ? now - call.Since : null, now);
        LetIn();
    }

    /// <summary>What is going on, for metrics: calls in flight, the limit, and how many wait by site.</summary>
    public (int InFlight, int Limit, IReadOnlyList<(string Site, int Waiting)> Waiting) Look()
    {
        lock (_gate) return (_core.InFlight, _core.Limit, [.. _core.Shares.Select(share => (share.Site, share.Waiting))]);
    }

    private ValueTask<AdmittedCall> WaitAsync((string Share, string Account) claim, CallRank rank, TimeSpan now, ServerCallContext context)
    {
        var patience = context.Deadline == DateTime.MaxValue ? _options.MaxWait : context.Deadline - _time.GetUtcNow().UtcDateTime;
        WaitingCall call;
        Refused? refused;
        Waiter? displaced;
        TimeSpan delay;
        lock (_gate)
        {
            call = new(_core.Find(claim.Share, claim.Account), rank, now);
            // A place may have come free since the first look.
            if (_core.TryStart(call.Claimant, rank)) return new(new AdmittedCall(call.Claimant, rank, now));
            refused = _core.Wait(call, patience, now, out displaced);
            _waiting = _core.Waiting;
            delay = (refused ?? (displaced is null ? null : Crowded)) is { } cause ? _core.TurnedAway(cause, now) : default;
        }

        if (displaced is WaitingCall other) other.Refuse(Refuse(other.Claimant.Share.Site, RefusalCause.Full, delay));
        if (refused is not null) return ValueTask.FromException<AdmittedCall>(Refuse(claim.Share, refused.Cause, delay));
        call.LeaveOn(context.CancellationToken, _withdraw);
        return new(call.Turn);
    }

    private RpcException Refuse(string site, RefusalCause cause, TimeSpan delay)
    {
        _metrics.Refused(site, cause);
        return Errors.Overloaded(cause, RetryDelay.Around(delay));
    }

    private void Withdraw(WaitingCall call, CancellationToken cancellation)
    {
        bool left;
        lock (_gate)
        {
            left = _core.TryWithdraw(call);
            _waiting = _core.Waiting;
        }

        if (!left) return;
        _metrics.Left(call.Claimant.Share.Site);
        call.Cancel(cancellation);
    }

    private void LetIn()
    {
        while (TryTake(out var next, out var admitted))
        {
            _metrics.Admitted(next.Claimant.Share.Site, next.Rank, admitted.Since - next.Since);
            next.Go(admitted);
        }
    }

    private bool TryTake(out WaitingCall next, out AdmittedCall admitted)
    {
        lock (_gate)
        {
            next = (WaitingCall?)_core.Next()!;
            _waiting = _core.Waiting;
            admitted = next is null ? default : new(next.Claimant, next.Rank, Now);
            return next is not null;
        }
    }
}
