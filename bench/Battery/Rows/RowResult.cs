namespace MedRecords.Battery.Rows;

/// <summary>What a row found.</summary>
internal sealed record RowResult
{
    /// <summary>How many operations the value rests on.</summary>
    public required long Count { get; init; }

    /// <summary>How many of them failed. Any failure makes the row not met.</summary>
    public required long Failures { get; init; }

    /// <summary>The value that is held against the bar.</summary>
    public required double Value { get; init; }

    /// <summary>What came of the run with the mechanism switched off; null where the row has none.</summary>
    public Control? Control { get; init; }

    /// <summary>Whether the row is met.</summary>
    public bool Meets(Limit bar) => Failures == 0 && bar.Holds(Value) && Control is not { Failed: false };
}

/// <summary>A run with the mechanism switched off, which must fail or the row proves nothing.</summary>
/// <param name="Value">The same value as the row's, as that run found it.</param>
/// <param name="Failed">Whether it failed, as it should.</param>
internal sealed record Control(double Value, bool Failed);
