using Orleans.Runtime;

namespace Orleans;

/// <summary>What the runtime needs of a grain class.</summary>
public interface IGrainBase
{
    /// <summary>Gets the activation this grain object belongs to.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Runs after the grain's state is read and before its first call.</summary>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Runs after the grain's last call and before it is forgotten.</summary>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}

/// <summary>The base of every grain class.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Joins the activation in whose turn the constructor runs, if any.</summary>
    protected Grain() => Activation = (TaskScheduler.Current as Activation)!;

    internal Activation Activation { get; }

    /// <inheritdoc/>
    public IGrainContext GrainContext => Activation;

    /// <summary>Gets the factory of references to other grains.</summary>
    protected IGrainFactory GrainFactory => Activation.Silo;

    /// <summary>Gets the services of this activation's scope.</summary>
    protected internal IServiceProvider ServiceProvider => Activation.Services;

    /// <inheritdoc/>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Deactivates this grain once the calls it is running have finished.</summary>
    protected void DeactivateOnIdle() =>
        _ = Activation.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "The grain asked to be deactivated."));

    /// <summary>Keeps this grain from idle deactivation for the given time; a negative time withdraws an earlier request.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Activation.KeepFor(timeSpan);
}
