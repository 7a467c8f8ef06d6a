using MedRecords.Battery.Faults.Model;

namespace MedRecords.Battery.Faults.Traffic;

/// <summary>Many clients at work on the same charts.</summary>
internal sealed class Workload : IDisposable
{
    /// <summary>Clients.</summary>
    public const int ClientCount = 32;

    /// <summary>Charts that they share.</summary>
    public const int ChartCount = 64;

    private const long OperationsPerClient = 1L << 32;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _lastPatience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new();
    private readonly Client[] _clients;
    private Task _work = Task.CompletedTask;

    public Workload(Workplace place)
    {
        Failures = place.Failures;
        _clients = Enumerable.Range(0, ClientCount).Select(i => new Client(i, place, 1 + (i * OperationsPerClient))).ToArray();
    }

    /// <summary>Failed attempts so far.</summary>
    public Tally Failures { get; }

    /// <summary>How many operations are done.</summary>
    public long Count => _clients.Sum(client => (long)client.Operations.Count);

    /// <summary>Sets them to work.</summary>
    public void Start() => _work = Task.WhenAll(_clients.Select(client => Task.Run(() => client.RunAsync(_patience, _stop.Token))));

    /// <summary>Stops, and returns all that was done.</summary>
    public async Task<IReadOnlyList<Operation>> StopAsync()
    {
        await _stop.CancelAsync();
        await _work;
        return Collect();
    }

    /// <summary>Once nothing is broken any more: finds out, by its operation id, what became of what was given up.</summary>
    public async Task<IReadOnlyList<Operation>> SettleAsync()
    {
        await Task.WhenAll(_clients.Select(client => client.SettleAsync(_lastPatience)));
        return Collect();
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private List<Operation> Collect() => [.. _clients.SelectMany(client => client.Operations)];
}
