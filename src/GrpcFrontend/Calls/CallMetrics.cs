using System.Diagnostics;
using System.Diagnostics.Metrics;
using Grpc.Core;

namespace MedRecords.GrpcFrontend.Calls;

/// <summary>Counts calls and measures how long they take, by method and status.</summary>
internal sealed class CallMetrics
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "MedRecords.Frontend";

    private static readonly ActivitySource Activities = new(Name);
    private static readonly string[] StatusNames = [.. Enum.GetValues<StatusCode>().Select(code => code.ToString())];

    private readonly Counter<long> _calls;
    private readonly Histogram<double> _duration;
    private long _inFlight;

    public CallMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _calls = meter.CreateCounter<long>("medrecords.frontend.calls", "{call}", "Calls that ended.");
        _duration = meter.CreateHistogram<double>("medrecords.frontend.call.duration", "s", "How long calls took.");
    }

    /// <summary>Calls that have begun and not ended.</summary>
    public long InFlight => Interlocked.Read(ref _inFlight);

    /// <summary>Begins a call's measure.</summary>
    public Measure Begin(ServerCallContext context)
    {
        Interlocked.Increment(ref _inFlight);
        return new(this, context.Method, Stopwatch.GetTimestamp(), Activities.HasListeners() ? Activities.StartActivity(context.Method, ActivityKind.Server) : null);
    }

    /// <summary>One call being measured.</summary>
    internal readonly record struct Measure(CallMetrics Metrics, string Method, long Start, Activity? Activity)
    {
        /// <summary>The call ended.</summary>
        public void End(StatusCode status)
        {
            Interlocked.Decrement(ref Metrics._inFlight);
            var name = StatusNames[(int)status];
            if (Metrics._calls.Enabled) Metrics._calls.Add(1, new("method", Method), new("status", name));
            if (Metrics._duration.Enabled)
                Metrics._duration.Record(Stopwatch.GetElapsedTime(Start).TotalSeconds, new("method", Method), new("status", name));
            if (Activity is null) return;
            Activity.SetTag("rpc.grpc.status_code", (int)status);
            if (status != StatusCode.OK) Activity.SetStatus(ActivityStatusCode.Error);
            Activity.Dispose();
        }
    }
}
