using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Grpc.Core;

namespace MedRecords.GrpcFrontend.Calls;

/// <summary>
/// Measures calls and traces them, with the names of OpenTelemetry's semantic conventions for gRPC (version 1.45).
/// Nothing of what a call holds is told, only its method and how it ended.
/// </summary>
internal sealed class CallMetrics
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "MedRecords.Frontend";

    // The conventions' own, and finer ones below: most calls here take less than their first.
    private static readonly InstrumentAdvice<double> Boundaries = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    };

    private static readonly ActivitySource Activities = new(Name);
    private static readonly ConcurrentDictionary<string, string> Methods = new();

    private readonly Histogram<double> _duration;
    private long _inFlight;

    public CallMetrics(IMeterFactory meters) =>
        _duration = meters.Create(Name).CreateHistogram("rpc.server.call.duration", "s", "How long calls took.", tags: null, Boundaries);

    /// <summary>Calls that have begun and not ended.</summary>
    public long InFlight => Interlocked.Read(ref _inFlight);

    /// <summary>Begins a call's measure.</summary>
    public Measure Begin(ServerCallContext context)
    {
        Interlocked.Increment(ref _inFlight);
        return new(this, context.Method, Stopwatch.GetTimestamp(), Activities.HasListeners() ? StartActivity(context) : null);
    }

    /// <summary>A call ended before it began. It is counted and not traced: there may be a flood of them.</summary>
    public void TurnedAway(string method, StatusCode status)
    {
        if (_duration.Enabled) _duration.Record(0, Tags(method, status));
    }

    private static Activity? StartActivity(ServerCallContext context)
    {
        var headers = context.RequestHeaders;
        ActivityContext.TryParse(headers.GetValue("traceparent"), headers.GetValue("tracestate"), isRemote: true, out var parent);
        return Activities.StartActivity(MethodOf(context.Method), ActivityKind.Server, parent);
    }

    /// <summary>Package, service and method without the slash in front; kept, since a call should not make texts.</summary>
    private static string MethodOf(string path) => Methods.GetOrAdd(path, static path => path.TrimStart('/'));

    private static TagList Tags(string method, StatusCode status)
    {
        var tags = new TagList
        {
            { "rpc.system.name", "grpc" },
            { "rpc.method", MethodOf(method) },
            { "rpc.response.status_code", StatusNames.Of(status) },
        };
        if (StatusNames.IsError(status)) tags.Add("error.type", StatusNames.Of(status));
        return tags;
    }

    /// <summary>One call being measured.</summary>
    internal readonly record struct Measure(CallMetrics Metrics, string Method, long Start, Activity? Activity)
    {
        /// <summary>The call ended.</summary>
        public void End(StatusCode status)
        {
            Interlocked.Decrement(ref Metrics._inFlight);
            if (!Metrics._duration.Enabled && Activity is null) return;
            var tags = Tags(Method, status);
            Metrics._duration.Record(Stopwatch.GetElapsedTime(Start).TotalSeconds, tags);
            if (Activity is null) return;
            foreach (var (key, value) in tags)
                Activity.SetTag(key, value);
            if (StatusNames.IsError(status)) Activity.SetStatus(ActivityStatusCode.Error);
            Activity.Dispose();
        }
    }
}
