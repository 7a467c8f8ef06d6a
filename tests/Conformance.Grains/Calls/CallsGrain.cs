using System.Runtime.CompilerServices;

namespace MedRecords.Conformance.Grains.Calls;

public interface ICallsBase : IGrainWithStringKey
{
    Task<string> Inherited();
}

public interface ICallsGrain : ICallsBase
{
    Task Nothing();

    Task<int> Sum(int a, long b, int c, int d, int e, string f, double g);

    Task<string?> Maybe(bool value);

    Task<int> Overloaded(int number);

    Task<string> Overloaded(string text);

    IAsyncEnumerable<int> Numbers(int count, CancellationToken cancellationToken = default);

    IAsyncEnumerable<int> Endless(string name, CancellationToken cancellationToken = default);

    IAsyncEnumerable<int> Broken();
}

public sealed class CallsGrain(Probe probe) : Grain, ICallsGrain
{
    private string Key => this.GetPrimaryKeyString();

    public Task<string> Inherited() => Task.FromResult("inherited");

    public Task Nothing() => Task.CompletedTask;

    public Task<int> Sum(int a, long b, int c, int d, int e, string f, double g) => Task.FromResult(a + (int)b + c + d + e + f.Length + (int)g);

    public async Task<string?> Maybe(bool value)
    {
        await Task.Yield();
        return value ? "yes" : null;
    }

    public Task<int> Overloaded(int number) => Task.FromResult(number);

    public Task<string> Overloaded(string text) => Task.FromResult(text);

    public async IAsyncEnumerable<int> Numbers(int count, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var own = TaskScheduler.Current;
        for (var number = 0; number < count; number++)
        {
            if (number % 3 == 0) await Task.Yield();
            if (own != TaskScheduler.Current || own == TaskScheduler.Default) throw new InvalidOperationException("A step ran outside of the grain.");
            yield return number;
        }
    }

    public async IAsyncEnumerable<int> Endless(string name, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            yield return 1;
            probe.Reach($"{Key} {name} waits");
            await Task.Delay(Timeout.Infinite, cancellationToken);
            yield return 2;
        }
        finally
        {
            probe.Reach($"{Key} {name} closed");
        }
    }

    public async IAsyncEnumerable<int> Broken()
    {
        yield return 1;
        await Task.Yield();
        throw new InvalidOperationException("The page is torn.");
    }
}
