namespace MedRecords.Conformance.Grains.Filters;

public interface IFiltersGrain : IGrainWithStringKey
{
    Task<string> Read(string entry);

    Task Write(string entry);

    ValueTask<int> Size();
}

public sealed class FiltersGrain(Probe probe) : Grain, IFiltersGrain
{
    public Task<string> Read(string entry)
    {
        probe.Note($"{this.GetPrimaryKeyString()} reads {entry}");
        return Task.FromResult($"content of {entry}");
    }

    public Task Write(string entry)
    {
        probe.Note($"{this.GetPrimaryKeyString()} writes {entry}");
        return Task.CompletedTask;
    }

    public ValueTask<int> Size() => ValueTask.FromResult(7);
}

public sealed class OuterFilter(Probe probe) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is not FiltersGrain)
        {
            await context.Invoke();
            return;
        }

        var key = context.TargetId.Key.ToString();
        probe.Note($"{key} outer {context.InterfaceMethod.DeclaringType!.Name}.{context.MethodName}");
        await context.Invoke();
        probe.Note($"{key} outer has {context.Result ?? "nothing"}");
    }
}

public sealed class InnerFilter(Probe probe) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is FiltersGrain)
        {
            var key = context.TargetId.Key.ToString()!;
            probe.Note($"{key} inner");
            if (key.StartsWith("refused")) throw new UnauthorizedAccessException("Not this chart.");
        }

        await context.Invoke();
        if (context.Result is string result) context.Result = result.ToUpperInvariant();
    }
}
