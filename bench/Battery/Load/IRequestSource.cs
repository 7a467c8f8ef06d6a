namespace MedRecords.Battery.Load;

/// <summary>Makes the messages of requests, one after another, without allocating.</summary>
internal interface IRequestSource
{
    /// <summary>Length of the longest message.</summary>
    int LongestMessage { get; }

    /// <summary>Writes the next message and returns its length.</summary>
    int WriteNext(Span<byte> destination);
}
