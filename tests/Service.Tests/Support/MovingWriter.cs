using System.Collections.Concurrent;
using Grpc.Core;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Support;

/// <summary>
/// Writes one note after another as a client behind a load balancer does: each is tried at one silo, and where it
/// is refused, at the other, under the same operation id, until it is acknowledged.
/// </summary>
public sealed class MovingWriter : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Person[] _at;
    private readonly string _chart;
    private readonly List<string> _acknowledged = [];
    private readonly SemaphoreSlim _written = new(0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _work;

    public MovingWriter(Person first, Person other, string chart)
    {
        _at = [first, other];
        _chart = chart;
        _work = Task.Run(WriteAsync);
    }

    /// <summary>What was refused on the way, and how.</summary>
    public ConcurrentQueue<(StatusCode Status, string Reason, string Message)> Refusals { get; } = new();

    /// <summary>Waits until so many more are acknowledged.</summary>
    public async Task HasWrittenAsync(int more)
    {
        using var late = new CancellationTokenSource(Patience);
        for (var i = 0; i < more; i++)
            await _written.WaitAsync(late.Token);
    }

    /// <summary>Ends after the note under way; what is acknowledged, in its order.</summary>
    public async Task<IReadOnlyList<string>> EndAsync()
    {
        await _end.CancelAsync();
        await _work.WaitAsync(Patience);
        return _acknowledged;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _end.Dispose();
        _written.Dispose();
    }

    private async Task WriteAsync()
    {
        for (var at = 0; !_end.IsCancellationRequested;)
        {
            var text = Clinic.NewId();
            var request = Samples.Append(_chart, Samples.Note(text));
            while (!await IsAcknowledgedAsync(_at[at], request))
                at = 1 - at;
            _acknowledged.Add(text);
            _written.Release();
        }
    }

    private async Task<bool> IsAcknowledgedAsync(Person by, AppendEntriesRequest request)
    {
        try
        {
            await by.Charts.AppendEntriesAsync(request, by.Call);
            return true;
        }
        catch (RpcException refused)
        {
            Refusals.Enqueue(Refused.Read(refused));
            return false;
        }
    }
}
