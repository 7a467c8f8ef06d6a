using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Support;

/// <summary>
/// Writers with a chart each, who retry every refused append under its operation id until it is acknowledged,
/// and remember what they were told.
/// </summary>
public sealed class Traffic
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    private readonly Person _by;
    private readonly Writer[] _writers;
    private readonly Task _work;
    private volatile bool _ends;

    private Traffic(Person by, IEnumerable<string> charts)
    {
        _by = by;
        _writers = [.. charts.Select(chart => new Writer(chart))];
        _work = Task.WhenAll(_writers.Select(writer => Task.Run(() => WriteAsync(writer))));
    }

    /// <summary>Every refusal: its status and reason, and how long it took.</summary>
    public ConcurrentQueue<(StatusCode Status, string Reason, string Message, TimeSpan After)> Refusals { get; } = new();

    public static async Task<Traffic> StartAsync(Clinic clinic, Person by, int writers)
    {
        var charts = await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => clinic.OpenChartAsync(by)));
        return new Traffic(by, charts);
    }

    /// <summary>Waits until each writer was refused since now, or acknowledged since now.</summary>
    public Task EachIsAsync(bool refused) => Task.WhenAll(_writers.Select(writer => writer.NextAsync(refused))).WaitAsync(Patience);

    /// <summary>Ends after the appends under way, and counts what is acknowledged.</summary>
    public async Task<IReadOnlyDictionary<string, List<string>>> EndAsync()
    {
        _ends = true;
        await _work.WaitAsync(Patience);
        return _writers.ToDictionary(writer => writer.Chart, writer => writer.Acknowledged);
    }

    private async Task WriteAsync(Writer writer)
    {
        while (!_ends)
        {
            var text = Clinic.NewId();
            var request = Samples.Append(writer.Chart, Samples.Note(text));
            while (!await IsAcknowledgedAsync(request))
                writer.Tell(refused: true);
            writer.Acknowledged.Add(text);
            writer.Tell(refused: false);
        }
    }

    private async Task<bool> IsAcknowledgedAsync(AppendEntriesRequest request)
    {
        var since = Stopwatch.GetTimestamp();
        try
        {
            await _by.Charts.AppendEntriesAsync(request, _by.Call.WithDeadline(DateTime.UtcNow + Deadline));
            return true;
        }
        catch (RpcException refused)
        {
            var (status, reason, message) = Refused.Read(refused);
            Refusals.Enqueue((status, reason, message, Stopwatch.GetElapsedTime(since)));
            return false;
        }
    }

    private sealed class Writer(string chart)
    {
        private TaskCompletionSource _refused = New();
        private TaskCompletionSource _acknowledged = New();

        public string Chart => chart;

        public List<string> Acknowledged { get; } = [];

        public Task NextAsync(bool refused) => (refused ? _refused = New() : _acknowledged = New()).Task;

        public void Tell(bool refused) => (refused ? _refused : _acknowledged).TrySetResult();

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
