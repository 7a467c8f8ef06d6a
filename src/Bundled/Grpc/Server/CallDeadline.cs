using Grpc.Core;
using Grpc.Wire;

namespace Grpc.AspNetCore.Server;

/// <summary>Ends a call when its time runs out, whether its handler listens or not.</summary>
internal sealed class CallDeadline : IDisposable
{
    private static readonly Status Exceeded = new(StatusCode.DeadlineExceeded, "Deadline Exceeded");

    private readonly HttpServerCallContext _call;
    private readonly Timer _timer;
    private CancellationTokenSource? _source;
    private TaskCompletionSource? _expired;
    private bool _fired;

    public CallDeadline(HttpServerCallContext call, TimeSpan timeout)
    {
        (_call, At) = (call, DateTime.UtcNow + timeout);
        _timer = new Timer(static state => _ = ((CallDeadline)state!).ExpireAsync(), this, Timeout.Infinite, Timeout.Infinite);
        _timer.Change(Timeouts.TimerMilliseconds(timeout), Timeout.Infinite);
    }

    public DateTime At { get; }

    /// <summary>Completes when the deadline has ended the call.</summary>
    public Task Expired => LazyInitializer.EnsureInitialized(ref _expired, () => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Fires at the deadline, or when the client leaves.</summary>
    public CancellationToken Token
    {
        get
        {
            lock (_timer)
            {
                _source ??= CancellationTokenSource.CreateLinkedTokenSource(_call.Http.RequestAborted);
                if (_fired)
                    _source.Cancel();
                return _source.Token;
            }
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _source?.Dispose();
    }

    private async Task ExpireAsync()
    {
        if (!_call.TryEnd())
            return;
        try
        {
            _call.WriteStatus(Exceeded, trailers: null);
            var sent = _call.Http.Response.CompleteAsync();
            lock (_timer)
                _fired = true;
            _source?.Cancel();
            await sent;
            _call.Reset();
        }
        finally
        {
            _ = Expired;
            _expired!.TrySetResult();
            Dispose();
        }
    }
}
