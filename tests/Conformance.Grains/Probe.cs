using System.Collections.Concurrent;

namespace MedRecords.Conformance.Grains;

/// <summary>What tests and the grains they watch share: gates to wait at, steps to reach, and a log.</summary>
public sealed class Probe
{
    /// <summary>Long enough for a loaded machine; a test that waits so long has failed.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> steps = new();
    private readonly ConcurrentDictionary<string, int> counts = new();
    private readonly ConcurrentQueue<string> log = new();

    public void Note(string entry) => log.Enqueue(entry);

    public int Count(string what) => counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    public int CountOf(string what) => counts.GetValueOrDefault(what);

    /// <summary>Marks a step as reached, which opens the gate of the same name.</summary>
    public void Reach(string step) => Of(step).TrySetResult();

    /// <summary>Waits for a step, and says which one if it never comes.</summary>
    public async Task Until(string step)
    {
        try
        {
            await Of(step).Task.WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"'{step}' was not reached in {Limit}. So far: {string.Join("; ", log)}");
        }
    }

    /// <summary>Begins a piece of work and ends it when the test lets it.</summary>
    public async Task Hold(string key, string name)
    {
        Note($"{key} {name} begins");
        Reach($"{key} {name} begins");
        await Until($"{key} {name} may end");
        Note($"{key} {name} ends");
    }

    /// <summary>Returns what was noted about one grain.</summary>
    public string[] NotesOf(string key) => [.. log.Where(note => note.StartsWith(key + " ")).Select(note => note[(key.Length + 1)..])];

    public bool HasReached(string step) => Of(step).Task.IsCompleted;

    private TaskCompletionSource Of(string step) => steps.GetOrAdd(step, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
