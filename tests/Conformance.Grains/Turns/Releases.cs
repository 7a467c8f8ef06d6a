using System.Collections.Concurrent;

namespace MedRecords.Conformance.Grains.Turns;

/// <summary>Tasks that run their continuations at once, on the thread that completes them, if those allow it.</summary>
public sealed class Releases
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> sources = new();

    public Task Of(string owner) => sources.GetOrAdd(owner, _ => new()).Task;

    public void Release(string owner) => sources.GetOrAdd(owner, _ => new()).SetResult();
}
