namespace Orleans.Runtime;

/// <summary>A call whose answer is a sequence: every step of it is a turn of the grain that may interleave with other calls.</summary>
internal abstract class Enumeration<T>(RequestKind kind) : IAsyncEnumerable<T>
{
    private static readonly RequestKind First = new() { IsAlwaysInterleave = true, IsOpenEnded = true };
    private static readonly RequestKind Next = new() { IsAlwaysInterleave = true, IsOpenEnded = true, IsLocal = true };

    private readonly RequestKind kind = kind;
    private GrainReference reference = null!;

    /// <summary>Calls the grain's method.</summary>
    public abstract IAsyncEnumerable<T> Open(object grain);

    public IAsyncEnumerable<T> On(GrainReference target)
    {
        reference = target;
        return this;
    }

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) => new Enumerator(this, cancellationToken);

    public override string ToString() => $"{kind.Method!.DeclaringType!.Name}.{kind.Method.Name} on {reference}";

    private sealed class Enumerator(Enumeration<T> call, CancellationToken token) : IAsyncEnumerator<T>
    {
        private Activation? grain;
        private CancellationTokenSource? stop;
        private IAsyncEnumerator<T>? inner;
        private Task<bool> moving = Task.FromResult(false);

        public T Current => inner!.Current;

        public ValueTask<bool> MoveNextAsync()
        {
            var answer = grain is null
                ? call.reference.Send(new Step(First, OpenAsync, token))
                : grain.Send(new Step(Next, _ => moving = inner!.MoveNextAsync().AsTask(), token));
            return new((Task<bool>?)answer ?? throw new EnumerationAbortedException($"{call} ended because the grain was deactivated."));
        }

        public async ValueTask DisposeAsync()
        {
            if (grain?.Send(new Step(Next, _ => CloseAsync(), default)) is { } closed) await closed;
            stop?.Dispose();
        }

        private Task<bool> OpenAsync(object target)
        {
            grain = (Activation)TaskScheduler.Current;
            stop = CancellationTokenSource.CreateLinkedTokenSource(token, grain.Leaving);
            inner = call.Open(target).GetAsyncEnumerator(stop.Token);
            return moving = inner.MoveNextAsync().AsTask();
        }

        private async Task<bool> CloseAsync()
        {
            stop!.Cancel();
            await moving.WaitAsync(grain!.Silo.ResponseTimeout).ContinueWith(static _ => { });
            if (moving.IsCompleted) await inner!.DisposeAsync();
            return true;
        }
    }

    private sealed class Step : Request<bool>
    {
        private readonly Func<object, Task<bool>> step;

        public Step(RequestKind kind, Func<object, Task<bool>> step, CancellationToken token) : base(kind) => (this.step, Token) = (step, token);

        public override Task Invoke(object grain) => step(grain);
    }
}
