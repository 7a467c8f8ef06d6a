using System.Diagnostics;
using System.Net;
using MedRecords.Battery.Load.Http2;

namespace MedRecords.Battery.Load;

/// <summary>Carries out a plan on the calling thread: all connections are polled there.</summary>
internal sealed class LoadRun : ICallObserver
{
    private const int SilenceMilliseconds = 20_000;

    private readonly LoadPlan _plan;
    private readonly Histogram _latencies = new();
    private readonly List<double> _samples = [];
    private readonly Histogram _refusals = new();
    private readonly long _startedAt = Stopwatch.GetTimestamp();
    private readonly long _countFrom;
    private readonly long _countUntil;
    private long _taken;
    private long _acknowledged;
    private long _failures;
    private long _refusedWithoutDelay;
    private long _expired;
    private long _lastSuccess;
    private TimeSpan? _processorAtStart;
    private TimeSpan _processorAtEnd;
    private string _firstFailure = "";

    private LoadRun(LoadPlan plan)
    {
        _plan = plan;
        _countFrom = Stopwatch.GetTimestamp() + Ticks(plan.RequestLimit > 0 ? 0 : plan.WarmupSeconds);
        _countUntil = _countFrom + Ticks(plan.Seconds);
    }

    /// <summary>Carries out a plan.</summary>
    public static LoadReport Execute(LoadPlan plan)
    {
        var run = new LoadRun(plan);
        var source = new TemplateSource(plan.Requests);
        var server = new IPEndPoint(IPAddress.Loopback, plan.Port);
        var connections = Enumerable.Range(0, plan.Connections).Select(i => new ClientConnection(
            server, HeaderBlock.ForCall(server.ToString(), plan.Path, TokenOf(plan, i), plan.Timeout, plan.Purpose), source, plan.StreamsPerConnection, run)).ToArray();
        run.Drive(connections);
        foreach (var connection in connections)
            connection.Dispose();
        return run.Report();
    }

    /// <inheritdoc/>
    public bool TryTake(long now)
    {
        if (IsOver(now) || (_plan.PerSecond > 0 && Stopwatch.GetElapsedTime(_startedAt, now).TotalSeconds * _plan.PerSecond < _taken))
            return false;
        _taken++;
        return true;
    }

    /// <inheritdoc/>
    public void Succeeded(long sentAt, long endedAt)
    {
        _acknowledged++;
        if (endedAt < _countFrom || endedAt >= _countUntil)
            return;
        _processorAtStart ??= Environment.CpuUsage.TotalTime;
        _lastSuccess = endedAt;
        _latencies.Add((long)Stopwatch.GetElapsedTime(sentAt, endedAt).TotalNanoseconds);
        if (_plan.KeepSamples)
            _samples.Add(Stopwatch.GetElapsedTime(sentAt, endedAt).TotalMicroseconds);
    }

    /// <inheritdoc/>
    public int? TurnedAway(long sentAt, long endedAt, bool isExpired, int? pushback)
    {
        if (_plan.RestsWhenRefused is not { } rests)
            return null;
        if (endedAt >= _countFrom && endedAt < _countUntil)
            CountTurnedAway(sentAt, endedAt, isExpired, pushback);
        return rests ? pushback ?? 0 : 0;
    }

    /// <inheritdoc/>
    public void Failed(string why)
    {
        if (_failures++ == 0)
            _firstFailure = why;
    }

    private void CountTurnedAway(long sentAt, long endedAt, bool isExpired, int? pushback)
    {
        if (isExpired)
        {
            _expired++;
            return;
        }

        _refusals.Add((long)Stopwatch.GetElapsedTime(sentAt, endedAt).TotalNanoseconds);
        _refusedWithoutDelay += pushback is null ? 1 : 0;
    }

    private static long Ticks(double seconds) => (long)(seconds * Stopwatch.Frequency);

    private static string? TokenOf(LoadPlan plan, int connection) =>
        plan.Tokens.Count == 0 ? null : plan.Tokens[connection % plan.Tokens.Count];

    private void Drive(ClientConnection[] connections)
    {
        var poller = new Poller(connections.Select(connection => connection.Socket).ToArray());
        while (HasMore(connections))
        {
            for (var i = 0; i < connections.Length; i++)
                poller.Want(i, connections[i].IsOpen, connections[i].WantsToSend);
            if (!poller.Wait(MayFallSilent ? 1 : SilenceMilliseconds) && !MayFallSilent)
            {
                Array.ForEach(connections, connection => connection.Close("The server said nothing for 20 seconds."));
                _failures++;
            }

            for (var i = 0; i < connections.Length; i++)
            {
                if (poller.CanRead(i))
                    connections[i].Receive();
                if (MayFallSilent)
                    connections[i].StartDue();
                if (connections[i].WantsToSend)
                    connections[i].Send();
            }
        }

        _processorAtEnd = Environment.CpuUsage.TotalTime;
    }

    /// <summary>Whether there are times at which nothing is in flight because nothing is due.</summary>
    private bool MayFallSilent => _plan.PerSecond > 0 || _plan.RestsWhenRefused == true;

    private bool IsOver(long now) => now >= _countUntil || (_plan.RequestLimit > 0 && _taken >= _plan.RequestLimit);

    private bool HasMore(ClientConnection[] connections)
    {
        var isOver = IsOver(Stopwatch.GetTimestamp());
        foreach (var connection in connections)
        {
            if (connection.IsOpen && (!isOver || connection.InFlight > 0))
                return true;
        }

        return false;
    }

    private LoadReport Report() => new()
    {
        Count = _latencies.Count,
        Acknowledged = _acknowledged,
        Failures = _failures,
        FirstFailure = _firstFailure,
        Seconds = _plan.RequestLimit > 0 ? Stopwatch.GetElapsedTime(_countFrom, Math.Max(_lastSuccess, _countFrom)).TotalSeconds : _plan.Seconds,
        ProcessorSeconds = (_processorAtEnd - (_processorAtStart ?? _processorAtEnd)).TotalSeconds,
        Refused = _refusals.Count,
        RefusedWithoutDelay = _refusedWithoutDelay,
        Expired = _expired,
        RefusedP99Micros = _refusals.Count > 0 ? _refusals.Quantile(0.99) / 1000 : 0,
        P50Micros = _latencies.Quantile(0.5) / 1000,
        P99Micros = _latencies.Quantile(0.99) / 1000,
        SampleMicros = _samples,
    };
}
