using System.Collections.Concurrent;

namespace MedRecords.Testing.BadInput;

/// <summary>Bad calls of every method of a running service, and how they ended.</summary>
/// <param name="address">The service, "http://host:port".</param>
/// <param name="known">Values of things that are there and are not the caller's, by the name of a field.</param>
public sealed class Attack(Uri address, IReadOnlyDictionary<string, string> known) : IDisposable
{
    private const int InFlight = 16;

    private readonly RawClient _client = new(address);
    private readonly BadCalls _calls = new(known);
    private readonly ConcurrentDictionary<(string Path, string Ending), int> _endings = new();
    private IReadOnlyList<ServiceMethod> _methods = [];

    /// <summary>Calls whose ending was not clear: seed, method, what was wrong and how it ended.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>The methods that the service has.</summary>
    public IReadOnlyList<string> Methods => [.. _methods.Select(method => method.Path)];

    /// <summary>How many bad calls of a method ended in a way: a reason, or a status as a number.</summary>
    public int Count(string path, string ending) => _endings.GetValueOrDefault((path, ending));

    /// <summary>How many calls of each method ended in each way, for people.</summary>
    public IEnumerable<string> Describe() =>
        from ending in _endings
        group ending by ending.Key.Path into method
        orderby method.Key
        select $"{method.Key}: {string.Join(", ", method.OrderBy(ending => ending.Key.Ending).Select(ending => $"{ending.Key.Ending} × {ending.Value}"))}";

    /// <summary>Asks the service for its methods.</summary>
    public async Task FindMethodsAsync() => _methods = await Reflection.ReadAsync(_client);

    /// <summary>Makes the calls of some seeds, method by method in turns.</summary>
    /// <param name="first">The first seed.</param>
    /// <param name="count">How many calls.</param>
    /// <param name="tokenFor">The caller's token, by the method called.</param>
    public Task RunAsync(int first, int count, Func<string, string> tokenFor) =>
        Parallel.ForAsync(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (seed, _) =>
        {
            var method = _methods[seed % _methods.Count];
            var call = _calls.Make(method, seed);
            var ending = await _client.SendAsync(call, tokenFor(method.Path));
            _endings.AddOrUpdate((method.Path, ending.Word), 1, (_, before) => before + 1);
            if (ending.Complaint(call) is { } complaint)
                Complaints.Enqueue($"seed {seed}, {method.Path}, {call.Fault}: {complaint}");
        });

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
