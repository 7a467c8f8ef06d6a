namespace MedRecords.GrpcFrontend.Admission;

/// <summary>A call that waits, with whoever awaits its turn.</summary>
internal sealed class WaitingCall(Claimant claimant, CallRank rank, TimeSpan since) : Waiter(claimant, rank, since)
{
    private readonly TaskCompletionSource<AdmittedCall> _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration _leaving;

    /// <summary>Ends when it may go, or throws.</summary>
    public Task<AdmittedCall> Turn => _turn.Task;

    /// <summary>
    /// Has it taken out of the queue when its client leaves or its deadline passes. Its turn may have come meanwhile;
    /// then that finds nothing to take out.
    /// </summary>
    public void LeaveOn(CancellationToken cancellation, Action<WaitingCall, CancellationToken> withdraw) =>
        _leaving = cancellation.UnsafeRegister((state, token) => withdraw((WaitingCall)state!, token), this);

    /// <summary>It may go.</summary>
    public void Go(AdmittedCall admitted)
    {
        _leaving.Unregister();
        _turn.SetResult(admitted);
    }

    /// <summary>It had to give up its place.</summary>
    public void Refuse(Exception refusal)
    {
        _leaving.Unregister();
        _turn.SetException(refusal);
    }

    /// <summary>Its client does not wait any more.</summary>
    public void Cancel(CancellationToken cancellation) => _turn.SetCanceled(cancellation);
}
