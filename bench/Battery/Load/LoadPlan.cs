namespace MedRecords.Battery.Load;

/// <summary>What the load process is to do. It crosses the process boundary as JSON.</summary>
internal sealed record LoadPlan
{
    /// <summary>Port on 127.0.0.1.</summary>
    public required int Port { get; init; }

    /// <summary>Path of the gRPC method, "/package.Service/Method".</summary>
    public required string Path { get; init; }

    /// <summary>Requests to send; where there are several, they take turns.</summary>
    public required IReadOnlyList<RequestTemplate> Requests { get; init; }

    /// <summary>Bearer tokens, dealt out to the connections in turn; none for calls without a token.</summary>
    public IReadOnlyList<string> Tokens { get; init; } = [];

    /// <summary>Connections.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>Calls in flight on each connection.</summary>
    public int StreamsPerConnection { get; init; } = 16;

    /// <summary>Time to run before counting.</summary>
    public double WarmupSeconds { get; init; } = 0.5;

    /// <summary>Time to count. With <see cref="RequestLimit"/>, the longest time to take.</summary>
    public double Seconds { get; init; } = 2;

    /// <summary>Sends exactly so many requests and counts all of them, without warming up; 0 for no limit.</summary>
    public long RequestLimit { get; init; }

    /// <summary>Calls per second, evenly spread; 0 for as many as go.</summary>
    public double PerSecond { get; init; }

    /// <summary>How long each call's client waits, as gRPC writes it, e.g. "100m" for 100 milliseconds.</summary>
    public string Timeout { get; init; } = "30S";

    /// <summary>
    /// What a client does that was refused (RESOURCE_EXHAUSTED) or whose deadline passed: true where it rests as long
    /// as it was told to, false where it comes back at once. Null where either is a failure.
    /// </summary>
    public bool? RestsWhenRefused { get; init; }

    /// <summary>Value of "x-purpose"; empty for none.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>Whether the report holds each call's latency, in the order of completion.</summary>
    public bool KeepSamples { get; init; }
}
