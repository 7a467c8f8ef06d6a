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
        Assert.Equal([$"read page state/{key}", $"read cover state/{key}", $"write page state/{key}", $"write cover state/{key}"], storage.Asked.Order(Comparer<string>.Create(
            (x, y) => (x[0] == 'w').CompareTo(y[0] == 'w') is var order and not 0 ? order : y.Contains("page").CompareTo(x.Contains("page")))));
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

        public string[] Asked
        {
            get
            {
                lock (asked) return [.. asked];
            }
        }

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => AnswerAsync("read", stateName, grainId, null);

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            (grainState.ETag, grainState.RecordExists) = ("1", true);
            return AnswerAsync("write", stateName, grainId, Failure);
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => AnswerAsync("clear", stateName, grainId, Failure);

        private Task AnswerAsync(string what, string stateName, GrainId grainId, Exception? failure)
        {
            lock (asked) asked.Add($"{what} {stateName} {grainId}");
            return failure is null ? Task.CompletedTask : Task.FromException(failure);
        }
    }
}
