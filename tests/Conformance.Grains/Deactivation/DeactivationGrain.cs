namespace MedRecords.Conformance.Grains.Deactivation;

public interface IDeactivationGrain : IGrainWithStringKey
{
    Task<int> Instance();

    Task Leave();

    Task Hold(string name);

    [AlwaysInterleave]
    Task LeaveSoon();

    [AlwaysInterleave]
    Task Ping();
}

public sealed class DeactivationGrain(Probe probe) : Grain, IDeactivationGrain
{
    private int instance;

    private string Key => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        instance = probe.Count(Key);
        probe.Note($"{Key} activates {instance}");
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        probe.Note($"{Key} deactivates {instance}: {reason.ReasonCode}");
        probe.Reach($"{Key} deactivates {instance}");
        if (probe.HasReached($"{Key} is slow")) await probe.Until($"{Key} may leave");
        if (probe.HasReached($"{Key} is stuck")) await Task.Delay(Timeout.Infinite, CancellationToken.None);
        if (probe.HasReached($"{Key} fails")) throw new InvalidOperationException("The chart cannot be put away.");
        await Task.Yield();
        probe.Note($"{Key} is gone {instance}");
        probe.Count("gone");
    }

    public Task<int> Instance() => Task.FromResult(instance);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Hold(string name) => probe.Hold(Key, name);

    public Task LeaveSoon()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Ping() => Task.CompletedTask;
}
