namespace MedRecords.Conformance.Grains.Failures;

public interface IFailuresGrain : IGrainWithStringKey
{
    Task Fail(string message);

    Task<int> FailLater(string message);

    Task<int> Calls();

    Task CallSelf();

    Task CallBack(IFailuresGrain other);

    Task Forward(IFailuresGrain other);

    Task Hold(string name);

    Task Note(string name);

    Task Await(CancellationToken cancellationToken);
}

[GenerateSerializer]
public sealed class ChartLockedException(string message) : Exception(message);

public sealed class FailuresGrain(Probe probe) : Grain, IFailuresGrain
{
    private int calls;

    private string Key => this.GetPrimaryKeyString();

    public Task Fail(string message)
    {
        calls++;
        throw new ChartLockedException(message);
    }

    public async Task<int> FailLater(string message)
    {
        calls++;
        await Task.Yield();
        throw new ChartLockedException(message);
    }

    public Task<int> Calls() => Task.FromResult(calls);

    public Task CallSelf() => GrainFactory.GetGrain<IFailuresGrain>(Key).Note("self");

    public Task CallBack(IFailuresGrain other) => other.Forward(GrainFactory.GetGrain<IFailuresGrain>(Key));

    public Task Forward(IFailuresGrain other) => other.Note("back");

    public Task Hold(string name) => probe.Hold(Key, name);

    public Task Note(string name)
    {
        probe.Note($"{Key} {name}");
        return Task.CompletedTask;
    }

    public async Task Await(CancellationToken cancellationToken)
    {
        probe.Reach($"{Key} awaits");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            probe.Reach($"{Key} is cancelled");
        }
    }
}
