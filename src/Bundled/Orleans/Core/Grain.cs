using Orleans.Runtime;

namespace Orleans;

/// <summary>The base of every grain class.</summary>
public abstract class Grain : IAddressable
{
    /// <summary>Joins the activation in whose turn the constructor runs, if any.</summary>
    protected Grain() => Activation = (TaskScheduler.Current as Activation)!;

    internal Activation Activation { get; }

    /// <summary>Gets the factory of references to other grains.</summary>
    protected IGrainFactory GrainFactory => Activation.Silo;

    /// <summary>Runs after the grain's state is read and before its first call.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the grain's last call and before it is forgotten.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Deactivates this grain once the calls it is running have finished.</summary>
    protected void DeactivateOnIdle() =>
        _ = Activation.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "The grain asked to be deactivated."));
}
