namespace MedRecords.Battery.Faults.Model;

/// <summary>What a client asks for.</summary>
internal enum OperationKind
{
    /// <summary>Record one entry.</summary>
    Append,

    /// <summary>Read the chart's summary with its latest entries.</summary>
    Read,
}

/// <summary>What a client knows when it is done with an operation.</summary>
internal enum Outcome
{
    /// <summary>It was answered.</summary>
    Acknowledged,

    /// <summary>The client gave up: it may have been carried out, or may yet be.</summary>
    Unknown,

    /// <summary>It was refused in a way that no retry is meant for.</summary>
    Refused,
}

/// <summary>One operation of one client, from the first attempt to the end of the last.</summary>
internal sealed record Operation
{
    /// <summary>A number that no other operation of the run has. What an append records is made from it.</summary>
    public required long Number { get; init; }

    /// <summary>Whose it is.</summary>
    public required int Client { get; init; }

    /// <summary>Which chart, counted from 0.</summary>
    public required int Chart { get; init; }

    /// <summary>What was asked.</summary>
    public required OperationKind Kind { get; init; }

    /// <summary>When the first attempt was sent, in ticks of the monotonic clock.</summary>
    public required long InvokedAt { get; init; }

    /// <summary>When the client was done with it, on the same clock.</summary>
    public required long CompletedAt { get; init; }

    /// <summary>How it ended.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>How many attempts there were.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>The chart's version in the answer; 0 where there was none.</summary>
    public long Version { get; init; }

    /// <summary>The number of the recorded entry in the answer; 0 where there was none.</summary>
    public long Entry { get; init; }

    /// <summary>Numbers of the appends whose entries a read was shown, newest first.</summary>
    public IReadOnlyList<long> Seen { get; init; } = [];

    /// <summary>Whether it was answered.</summary>
    public bool IsAcknowledged => Outcome == Outcome.Acknowledged;
}
