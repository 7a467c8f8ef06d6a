namespace Orleans.Concurrency;

/// <summary>Says that a method only reads, so that its calls may interleave with one another.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;

/// <summary>Says that calls of a method may interleave with every other call.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;

/// <summary>Says that a grain class keeps no state, so that one key may have several activations.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute(int maxLocalWorkers) : Attribute
{
    /// <summary>Allows as many activations of one key as the machine has processors.</summary>
    public StatelessWorkerAttribute() : this(Environment.ProcessorCount) { }

    internal int MaxLocalWorkers { get; } = maxLocalWorkers;
}
