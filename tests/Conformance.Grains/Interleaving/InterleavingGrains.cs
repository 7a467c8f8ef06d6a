namespace MedRecords.Conformance.Grains.Interleaving;

public interface IInterleavingGrain : IGrainWithStringKey
{
    Task Write(string name);

    [ReadOnly]
    Task Read(string name);

    [AlwaysInterleave]
    Task Peek(string name);
}

public interface IWorkerGrain : IGrainWithStringKey
{
    Task<Guid> Work(string name);
}

public sealed class InterleavingGrain(Probe probe) : Grain, IInterleavingGrain
{
    public Task Write(string name) => probe.Hold(this.GetPrimaryKeyString(), name);

    public Task Read(string name) => probe.Hold(this.GetPrimaryKeyString(), name);

    public Task Peek(string name) => probe.Hold(this.GetPrimaryKeyString(), name);
}

[StatelessWorker(2)]
public sealed class WorkerGrain(Probe probe) : Grain, IWorkerGrain
{
    private readonly Guid instance = Guid.NewGuid();

    public async Task<Guid> Work(string name)
    {
        await probe.Hold(this.GetPrimaryKeyString(), name);
        return instance;
    }
}
