namespace MedRecords.Battery.Rows;

/// <summary>What a row's value is held against.</summary>
/// <param name="Value">The bound.</param>
/// <param name="IsLeast">True where the value must reach it, false where it must not exceed it.</param>
internal readonly record struct Limit(double Value, bool IsLeast)
{
    /// <summary>The value must be at least so much.</summary>
    public static Limit AtLeast(double value) => new(value, true);

    /// <summary>The value must be at most so much.</summary>
    public static Limit AtMost(double value) => new(value, false);

    /// <summary>Whether a value keeps to it.</summary>
    public bool Holds(double value) => IsLeast ? value >= Value : value <= Value;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{(IsLeast ? "at least" : "at most")} {Value}");
}
