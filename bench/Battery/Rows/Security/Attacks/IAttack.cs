namespace MedRecords.Battery.Rows.Security.Attacks;

/// <summary>Something that hostile clients do.</summary>
internal interface IAttack
{
    /// <summary>What it is.</summary>
    string Name { get; }

    /// <summary>Goes on until it is told to stop, whatever the service does about it.</summary>
    Task RunAsync(Target target, CancellationToken until);
}
