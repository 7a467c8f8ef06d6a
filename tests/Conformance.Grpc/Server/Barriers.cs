using System.Collections.Concurrent;

namespace MedRecords.Conformance.Grpc.Server;

/// <summary>Named events between a test and the handlers it calls; an event that has happened stays so.</summary>
public sealed class Barriers
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _events = new();

    public void Pass(string name) => Event(name).TrySetResult();

    public Task Passed(string name) => Event(name).Task;

    private TaskCompletionSource Event(string name) =>
        _events.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
