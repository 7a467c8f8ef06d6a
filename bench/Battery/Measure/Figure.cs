namespace MedRecords.Battery.Measure;

/// <summary>What one run of one side measured.</summary>
/// <param name="Value">The figure: a rate, or a time.</param>
/// <param name="Count">How many operations it rests on.</param>
/// <param name="Failures">How many operations failed.</param>
internal readonly record struct Figure(double Value, long Count, long Failures);
