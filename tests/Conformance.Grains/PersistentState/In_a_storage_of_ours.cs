using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace MedRecords.Conformance.Grains.PersistentState;

public sealed class In_a_storage_of_ours : IAsyncLifetime
{
    private readonly ScriptedStorage storage = new();
    private GrainHost host = null!;

    public async Task InitializeAsync() =>
        host = await GrainHost.StartAsync(silo => silo.Services.AddGrainStorage("Pages", (_, _) => storage));

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task The_storage_is_told_the_names_of_state_and_grain()
    {
        var grain = host.NewGrain<IStateGrain>();
        await grain.Write("first");
        var key = grain.GetPrimaryKeyString();
        Assert.Equal([$"read cover state/{key}", $"read page state/{key}", $"write cover state/{key}", $"write page state/{key}"], storage.Asked.Order());
    }

    [Fact]
    public async Task A_conflict_reaches_the_caller_and_the_grain_reads_anew()
    {
        var grain = host.NewGrain<IStateGrain>();
        await grain.Write("first");
        storage.Failure = new InconsistentStateException("The page was rewritten elsewhere.");
        var conflict = await Assert.ThrowsAnyAsync<InconsistentStateException>(() => grain.Write("second"));
        Assert.Contains("The page was rewritten elsewhere.", conflict.Message);
        storage.Failure = null;
        Assert.Equal("no record, '' revision 0, ''", await grain.Current());
        Assert.Equal(2, host.Probe.CountOf(grain.GetPrimaryKeyString()));
    }

    [Fact]
    public async Task A_call_that_waited_behind_a_conflict_sees_what_was_read_anew()
    {
        var grain = host.NewGrain<IStateGrain>();
        await grain.Write("first");
        storage.Failure = new InconsistentStateException("The page was rewritten elsewhere.");
        storage.Answers = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var write = grain.Write("second");
        await storage.WriteBegins.Task.WaitAsync(Probe.Limit);
        var current = grain.Current();
        storage.Answers.SetResult();
        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => write);
        Assert.Equal("no record, '' revision 0, ''", await current);
    }

    [Fact]
    public async Task Another_failure_reaches_the_caller_as_a_fault_of_the_runtime()
    {
        var grain = host.NewGrain<IStateGrain>();
        await grain.Write("first");
        storage.Failure = new InvalidOperationException("The disk is full.");
        var fault = await Assert.ThrowsAsync<OrleansException>(() => grain.Write("second"));
        Assert.Contains("The disk is full.", fault.ToString());
        storage.Failure = null;
        await grain.Write("third");
        Assert.Equal(1, host.Probe.CountOf(grain.GetPrimaryKeyString()));
    }

    /// <summary>Holds nothing, notes what it is asked, and fails when told to.</summary>
    private sealed class ScriptedStorage : IGrainStorage
    {
        private readonly List<string> asked = [];

        public Exception? Failure { get; set; }

        /// <summary>When set, writes wait for it.</summary>
        public TaskCompletionSource? Answers { get; set; }

        public TaskCompletionSource WriteBegins { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string[] Asked
        {
            get
            {
                lock (asked) return [.. asked];
            }
        }

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => AnswerAsync("read", stateName, grainId, null);

        public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            if (Answers is not null)
            {
                WriteBegins.TrySetResult();
                await Answers.Task;
            }

            (grainState.ETag, grainState.RecordExists) = ("1", true);
            await AnswerAsync("write", stateName, grainId, Failure);
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => AnswerAsync("clear", stateName, grainId, Failure);

        private Task AnswerAsync(string what, string stateName, GrainId grainId, Exception? failure)
        {
            lock (asked) asked.Add($"{what} {stateName} {grainId}");
            return failure is null ? Task.CompletedTask : Task.FromException(failure);
        }
    }
}
