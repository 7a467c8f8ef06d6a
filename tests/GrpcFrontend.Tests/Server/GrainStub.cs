using System.Collections.Concurrent;
using System.Reflection;

namespace MedRecords.GrpcFrontend.Tests.Server;

/// <summary>A grain that answers as a test tells it to, and keeps what it was asked.</summary>
public sealed class GrainStub<T>
    where T : class
{
    private readonly ConcurrentDictionary<string, Func<object?[], object?>> _answers = new();

    public GrainStub()
    {
        Grain = DispatchProxy.Create<T, Proxy>();
        ((Proxy)(object)Grain).Stub = this;
    }

    public T Grain { get; }

    public ConcurrentQueue<(string Method, object?[] Arguments)> Calls { get; } = new();

    public GrainStub<T> On(string method, Func<object?[], object?> answer)
    {
        _answers[method] = answer;
        return this;
    }

    public IEnumerable<TArgument> Arguments<TArgument>(string method) =>
        Calls.Where(call => call.Method == method).Select(call => call.Arguments.OfType<TArgument>().First());

    public class Proxy : DispatchProxy
    {
        public GrainStub<T> Stub { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Stub.Calls.Enqueue((targetMethod!.Name, args!));
            return Stub._answers.TryGetValue(targetMethod.Name, out var answer)
                ? answer(args!)
                : throw new NotSupportedException($"No test told {typeof(T).Name}.{targetMethod.Name} what to answer.");
        }
    }
}
