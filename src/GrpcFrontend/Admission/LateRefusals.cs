using Grpc.Core;
using MedRecords.GrpcFrontend.Calls;
using MedRecords.GrpcFrontend.Mapping;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace MedRecords.GrpcFrontend.Admission;

/// <summary>
/// Keeps refusals back where there would be nothing else to do than to refuse: those beyond so many a second for a
/// moment, those of insistent connections until their clients were to come back. Who waits for an answer does not ask.
/// </summary>
/// <remarks>
/// A refusal is kept up to a number of them. Beyond that, insistent connections are closed and others answered; one
/// that gives calls up as fast as it makes them is closed too.
/// </remarks>
internal sealed class LateRefusals(CallGate gate, AdmissionMetrics metrics, TimeProvider time)
{
    /// <summary>Refusals that are kept back at the same time.</summary>
    public const int MaxKept = 8192;

    /// <summary>Refusals a second that go at once, for each processor. One takes some ten microseconds: all of them a fiftieth.</summary>
    public const int PerSecondAndProcessor = 2000;

    // Of a client's time: it is to hear that it is refused, and not only that its time has passed.
    private const double MostOfPatience = 0.8;

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(1);

    private readonly int _perSecond = PerSecondAndProcessor * Environment.ProcessorCount;
    private readonly Lock _lock = new();
    private readonly long _start = time.GetTimestamp();
    private double _debt;
    private TimeSpan _debtAt;
    private int _kept;

    /// <summary>How many are kept back now.</summary>
    public int Kept => Volatile.Read(ref _kept);

    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>What a refusal has to wait for; null where it goes at once.</summary>
    public Task? DueAsync(HttpContext http, RpcException refusal)
    {
        if (Insistence.Of(http) is not { } insistence) return null;
        var (now, told) = (Now, ErrorMapping.DelayOf(refusal) ?? Usual);
        var insists = insistence.Refused(told, now);
        if (!IsTooMany(now) && !insists) return null;
        if (Kept >= MaxKept)
        {
            if (insists) Close(http);
            return null;
        }

        var wait = insists || told < Moment ? told : Moment;
        return KeepAsync(http, CallTimeout.Of(http.Request) * MostOfPatience is { } patience && patience < wait ? patience : wait);
    }

    /// <summary>A call was given up before anyone looked at it.</summary>
    public Task GaveUp(HttpContext http)
    {
        if (Insistence.Of(http)?.GaveUp(Now) == true) Close(http);
        return Task.CompletedTask;
    }

    private bool IsTooMany(TimeSpan now)
    {
        lock (_lock)
        {
            var debt = Math.Max(0, _debt - ((now - _debtAt).TotalSeconds * _perSecond));
            (_debt, _debtAt) = (Math.Min(debt + 1, _perSecond), now);
            return debt + 1 > _perSecond;
        }
    }

    // A host that stops and a client that leaves end the wait.
    private async Task KeepAsync(HttpContext http, TimeSpan wait)
    {
        Interlocked.Increment(ref _kept);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, gate.Closed);
        await Task.Delay(wait, time, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Interlocked.Decrement(ref _kept);
    }

    private void Close(HttpContext http)
    {
        metrics.Closed();
        http.Features.Get<IConnectionLifetimeFeature>()?.Abort();
    }
}
