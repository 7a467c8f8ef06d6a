using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using MedRecords.Testing.BadInput;

namespace MedRecords.Testing.Denials;

/// <summary>
/// Puts ids of others into every place of every request that takes one, and compares the answer with that for an id of
/// the same form that names nothing.
/// </summary>
/// <param name="address">The service, "http://host:port".</param>
/// <param name="methods">The API's methods.</param>
/// <param name="requests">Makes the requests.</param>
/// <param name="secrets">Texts that no answer may hold: what the others' things say and are called.</param>
public sealed class SwapRun(Uri address, IReadOnlyList<MethodDescriptor> methods, Requests requests, IReadOnlyList<string> secrets) : IDisposable
{
    private const int InFlight = 8;
    private const string EmergencyMethod = "StartEmergencyAccess";

    private readonly RawClient _client = new(address);

    /// <summary>Places whose answers are meant to differ, with the reason; they are still searched for secrets.</summary>
    private static readonly Dictionary<(string Method, IdKind Kind), string> _exempt = new()
    {
        [("Watch", IdKind.Token)] = "a place in the feed is nobody's: whoever goes on there gets what they may see",
        [("AddTreatingSite", IdKind.Site)] = "sites are listed to everybody, and this one is to be added",
        [("OpenChart", IdKind.Site)] = "sites are listed to everybody",
        [("ImportBundle", IdKind.Site)] = "sites are listed to everybody",
        [("SetProtection", IdKind.Site)] = "sites are listed to everybody",
        [("Grant", IdKind.Site)] = "sites are listed to everybody",
        [("SetConsent", IdKind.Site)] = "sites are listed to everybody",
        [("Explain", IdKind.User)] = "whoever may explain has to learn that a name is wrong",
        [("Grant", IdKind.User)] = "whoever may grant has to learn that a name is wrong",
        [("Grant", IdKind.Account)] = "whoever may grant has to learn that a name is wrong",
        [("SetCareTeamMember", IdKind.User)] = "whoever may grant has to learn that a name is wrong",
        [("SetCareTeamMember", IdKind.Account)] = "whoever may grant has to learn that a name is wrong",
        [("InviteProxy", IdKind.User)] = "whoever may grant has to learn that a name is wrong",
        [("InviteProxy", IdKind.Account)] = "whoever may grant has to learn that a name is wrong",
        [("SetConsent", IdKind.User)] = "whoever may deny has to learn that a name is wrong",
        [("SetConsent", IdKind.Account)] = "whoever may deny has to learn that a name is wrong",
        [("Explain", IdKind.Entry)] = "why an entry is not shown can be asked of those only that there are",
    };

    /// <summary>Answers that differ, or tell something.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>Pairs of answers compared.</summary>
    public int Comparisons => _comparisons;

    private int _comparisons;

    /// <summary>Every place of every request.</summary>
    public IReadOnlyList<(MethodDescriptor Method, IdPlace Place)> Places { get; } =
        [.. methods.SelectMany(method => IdFields.In(method.InputType).Select(place => (method, place)))];

    /// <summary>Makes so many comparisons, going round callers, places and values.</summary>
    public Task RunAsync(IReadOnlyList<SwapCaller> callers, int count)
    {
        var all = (from round in Enumerable.Range(0, int.MaxValue)
                   from caller in callers
                   from place in Places
                   where !(caller.MayHaveEmergency && place.Method.Name == EmergencyMethod)
                   let values = caller.Foreign.GetValueOrDefault(place.Place.Kind, [])
                   where values.Count > 0
                   select (caller, place.Method, place.Place, Value: values[round % values.Count])).Take(count);
        return Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (one, _) =>
            await CompareAsync(one.caller, one.Method, one.Place, one.Value));
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task CompareAsync(SwapCaller caller, MethodDescriptor method, IdPlace place, string foreign)
    {
        var row = MethodTable.Find(GeneratedMethods.PathOf(method)) ?? throw new KeyNotFoundException($"MethodTable has no line for {method.FullName}.");
        var there = await SendAsync(caller, method, Swap.Into(requests.Make(row, method.InputType), place, foreign));
        var absent = await SendAsync(caller, method, Swap.Into(requests.Make(row, method.InputType), place, Absent(place.Kind, foreign)));
        Interlocked.Increment(ref _comparisons);
        var what = $"{caller.Name}, {method.Name}, {place.Path}";
        if (Holds(there, foreign) is { } secret)
            Complaints.Enqueue($"{what}: the answer tells {secret}");
        // What is done once cannot be done again, so answers to the same operation twice are not compared.
        if (place.Kind != IdKind.Operation && !_exempt.ContainsKey((method.Name, place.Kind)) && Difference(place.Kind, there, absent) is { } difference)
            Complaints.Enqueue($"{what}: {difference}");
    }

    private string? Holds(Ending ending, string foreign)
    {
        var said = Encoding.Latin1.GetString(ending.Body) + ending.Message + ending.Details;
        // Whoever names a thing may be told its name again, but for a chart's.
        return secrets.FirstOrDefault(secret => secret != foreign && said.Contains(secret, StringComparison.Ordinal));
    }

    private static string? Difference(IdKind kind, Ending there, Ending absent)
    {
        if ((there.Grpc, there.Reason, there.Message, there.Details) != (absent.Grpc, absent.Reason, absent.Message, absent.Details))
            return $"\"{there.Word}: {there.Message}\" where there is one, \"{absent.Word}: {absent.Message}\" where there is none";
        return kind == IdKind.Patient && !there.Body.AsSpan().SequenceEqual(absent.Body) ? "the answers have other bytes" : null;
    }

    /// <summary>A value of the same form that names nothing.</summary>
    private static string Absent(IdKind kind, string like) => kind switch
    {
        IdKind.Entry => Random.Shared.Next(100_000, 900_000).ToString(CultureInfo.InvariantCulture),
        IdKind.Bundle => Convert.ToBase64String(Encoding.UTF8.GetBytes(Bundles.Of($"absent-{Guid.NewGuid():N}"))),
        IdKind.Chart or IdKind.Account => string.Concat(like.Select((c, i) => i is > 19 and not 23 ? "0123456789abcdef"[Random.Shared.Next(16)] : c)),
        IdKind.Token => like,
        IdKind.Relation when like.Contains('-') => Absent(IdKind.Account, like),
        _ => string.Concat(like.Select(c => char.IsAsciiLetterOrDigit(c) ? "0123456789abcdef"[Random.Shared.Next(16)] : c)),
    };

    private Task<Ending> SendAsync(SwapCaller caller, MethodDescriptor method, IMessage request) => _client.SendAsync(
        new BadCall("another's id", GeneratedMethods.PathOf(method), Frames.Of(request.ToByteArray()))
        {
            Headers = method.IsServerStreaming ? new Dictionary<string, string?> { ["grpc-timeout"] = "1S" } : new Dictionary<string, string?>(),
        },
        caller.Token);
}
