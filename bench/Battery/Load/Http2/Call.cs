namespace MedRecords.Battery.Load.Http2;

/// <summary>A call in flight.</summary>
internal struct Call
{
    /// <summary>When it was sent, in the stopwatch's ticks.</summary>
    public long SentAt;

    /// <summary>Bytes of the answer's data so far.</summary>
    public int Received;

    /// <summary>Whether headers came, with status 200.</summary>
    public bool Accepted;
}
