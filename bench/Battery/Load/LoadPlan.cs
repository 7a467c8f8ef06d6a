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

    /// <summary>Whether the report holds each call's latency, in the order of completion.</summary>
    public bool KeepSamples { get; init; }
}
