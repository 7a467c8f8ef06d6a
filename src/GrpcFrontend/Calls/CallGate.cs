using MedRecords.GrpcFrontend.Hosting;
using MedRecords.GrpcFrontend.Mapping;
using Microsoft.Extensions.Hosting;

namespace MedRecords.GrpcFrontend.Calls;

/// <summary>
/// Lets calls in until the host stops. From then on new ones are refused with a reason that tells clients to go
/// elsewhere; those inside end by themselves, and streams that take too long are ended with the same reason.
/// </summary>
internal sealed class CallGate : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private readonly CancellationTokenSource _overdue;
    private readonly CancellationTokenRegistration _stopping;

    public CallGate(IHostApplicationLifetime lifetime, FrontendOptions options, TimeProvider time)
    {
        _overdue = new(Timeout.InfiniteTimeSpan, time);
        _stopping = lifetime.ApplicationStopping.Register(() =>
        {
            _overdue.CancelAfter(options.StreamEndingTime);
            _closed.Cancel();
        });
    }

    /// <summary>Fires when no new call is let in: what has no end of its own ends now.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <summary>Refuses a call that comes too late, unless it asks about the process's health.</summary>
    public void Admit(CallPolicy policy)
    {
        if (_closed.IsCancellationRequested && !policy.IsAlwaysAnswered) throw Errors.Draining();
    }

    /// <summary>
    /// A stream up to its end, or until the gate has been closed for long. What such a stream has begun to store
    /// goes its way; its client repeats it and finds it there.
    /// </summary>
    public async Task WithinTimeAsync(Task call)
    {
        try
        {
            await call.WaitAsync(_overdue.Token);
        }
        catch (OperationCanceledException) when (_overdue.IsCancellationRequested && !call.IsCompleted)
        {
            throw Errors.Draining();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Dispose();
        _closed.Dispose();
        _overdue.Dispose();
    }
}
