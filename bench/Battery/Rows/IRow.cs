namespace MedRecords.Battery.Rows;

/// <summary>One row of the batteries. A class that implements this is found by itself: a row is one file.</summary>
internal interface IRow
{
    /// <summary>Short name, e.g. "P4".</summary>
    string Name { get; }

    /// <summary>What its value is, in one line.</summary>
    string Title { get; }

    /// <summary>What the value must keep to.</summary>
    Limit Bar { get; }

    /// <summary>What the value should come to.</summary>
    Limit Goal { get; }

    /// <summary>Runs the row.</summary>
    Task<RowResult> RunAsync(RowContext context);
}
