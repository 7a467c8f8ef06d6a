namespace MedRecords.Conformance.Grains.Activation;

public interface IActivationGrain : IGrainWithStringKey
{
    Task<string> Key();

    Task<int> Instance();
}

public sealed class ActivationGrain(Probe probe) : Grain, IActivationGrain
{
    private int instance;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        instance = probe.Count(key);
        probe.Reach($"{key} activates {instance}");
        if (probe.HasReached($"{key} is slow")) await probe.Until($"{key} may go on");
        if (probe.HasReached($"{key} fails") && instance == 1) throw new InvalidOperationException("The chart is unreadable.");
    }

    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());

    public Task<int> Instance() => Task.FromResult(instance);
}
