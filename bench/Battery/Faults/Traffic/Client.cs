using System.Diagnostics;
using Grpc.Core;
using MedRecords.Battery.Faults.Model;
using MedRecords.V1;

namespace MedRecords.Battery.Faults.Traffic;

/// <summary>What the clients of a run share.</summary>
/// <param name="Addresses">The silos.</param>
/// <param name="Charts">Ids of the charts, the most wanted first.</param>
/// <param name="Tokens">Tokens of the physicians.</param>
/// <param name="Failures">Counts failed attempts.</param>
internal sealed record Workplace(Addresses Addresses, IReadOnlyList<string> Charts, IReadOnlyList<string> Tokens, Tally Failures);

/// <summary>A client with the standard retry: same operation id, growing pauses, another silo where one is silent.</summary>
internal sealed class Client(int number, Workplace place, long firstOperation)
{
    /// <summary>Entries that a read asks for.</summary>
    public const int Latest = 5;

    private const double AppendShare = 0.6;
    private static readonly TimeSpan _attemptTime = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _shortestPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(1);

    private readonly Random _random = new(number);
    private readonly Metadata _headers = new() { { "authorization", "Bearer " + place.Tokens[number % place.Tokens.Count] } };
    private readonly Zipf _choice = new(place.Charts.Count);
    private long _next = firstOperation;

    /// <summary>What it did so far.</summary>
    public List<Operation> Operations { get; } = [];

    /// <summary>Does one operation after the other until it is told to stop; an operation that has begun may take so long.</summary>
    public async Task RunAsync(TimeSpan patience, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var kind = _random.NextDouble() < AppendShare ? OperationKind.Append : OperationKind.Read;
            Operations.Add(await CarryOutAsync(_next++, kind, _choice.Next(_random), patience));
        }
    }

    /// <summary>Carries out again what it had to give up, by the same operation ids, and corrects what it knows of it.</summary>
    public async Task SettleAsync(TimeSpan patience)
    {
        for (var i = 0; i < Operations.Count; i++)
        {
            if (Operations[i] is { Outcome: Outcome.Unknown, Kind: OperationKind.Append } open)
            {
                var settled = await CarryOutAsync(open.Number, open.Kind, open.Chart, patience);
                Operations[i] = settled with { InvokedAt = open.InvokedAt, Attempts = open.Attempts + settled.Attempts };
            }
        }
    }

    private async Task<Operation> CarryOutAsync(long operation, OperationKind kind, int chart, TimeSpan patience)
    {
        var begun = new Operation
        {
            Number = operation, Client = number, Chart = chart, Kind = kind, InvokedAt = Stopwatch.GetTimestamp(), CompletedAt = long.MaxValue, Outcome = Outcome.Unknown,
        };
        for (var attempts = 1; ; attempts++)
        {
            var silo = place.Addresses.Choose(_random);
            try
            {
                var answered = await AttemptAsync(begun, silo);
                return answered with { Outcome = Outcome.Acknowledged, CompletedAt = Stopwatch.GetTimestamp(), Attempts = attempts };
            }
            catch (RpcException failure)
            {
                var reply = Reply.Of(failure);
                place.Failures.Add(reply);
                if (reply.IsSilent)
                    place.Addresses.Avoid(silo);
                if (!reply.MayPass && attempts == 1 && failure.StatusCode != StatusCode.Internal)
                    return begun with { Outcome = Outcome.Refused };
                if (Stopwatch.GetElapsedTime(begun.InvokedAt) > patience)
                    return begun with { Attempts = attempts };
                await Task.Delay(PauseAfter(reply, attempts));
            }
        }
    }

    private async Task<Operation> AttemptAsync(Operation begun, int silo)
    {
        var charts = place.Addresses.Charts[silo];
        var options = new CallOptions(_headers, DateTime.UtcNow + _attemptTime);
        if (begun.Kind == OperationKind.Read)
        {
            var read = await charts.GetChartAsync(new GetChartRequest { ChartId = place.Charts[begun.Chart], Latest = Latest }, options);
            return begun with { Version = read.Version, Seen = read.Latest.Select(Marks.NumberOf).ToArray() };
        }

        var append = new AppendEntriesRequest { OperationId = $"fault-{begun.Number}", ChartId = place.Charts[begun.Chart], Entries = { Marks.ContentOf(begun.Number) } };
        var appended = await charts.AppendEntriesAsync(append, options);
        return begun with { Version = appended.Version, Entry = appended.EntryIds.Single() };
    }

    private TimeSpan PauseAfter(Reply reply, int failures)
    {
        var doubled = TimeSpan.FromTicks(Math.Min(_longestPause.Ticks, _shortestPause.Ticks << Math.Min(failures - 1, 10)));
        return reply.RetryAfter is { } asked && asked > doubled ? asked : doubled * (0.5 + (_random.NextDouble() / 2));
    }
}
