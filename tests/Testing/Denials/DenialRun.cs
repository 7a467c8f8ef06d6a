using System.Collections.Concurrent;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using MedRecords.Testing.BadInput;

namespace MedRecords.Testing.Denials;

/// <summary>A denial that a chart must have on record.</summary>
/// <param name="Actor">Who was denied, by the name in <see cref="Expectations.ActorOf"/>.</param>
/// <param name="Action">What was asked.</param>
public readonly record struct Denied(string Actor, string Action);

/// <summary>Calls every method in every situation and compares with what the table expects.</summary>
/// <param name="address">The service, "http://host:port".</param>
/// <param name="methods">The API's methods.</param>
/// <param name="requests">Makes the requests.</param>
/// <param name="tokens">Tokens by the actors' names; null for whoever shows none.</param>
/// <param name="secrets">Texts that no answer may hold.</param>
public sealed class DenialRun(Uri address, IReadOnlyList<MethodDescriptor> methods, Requests requests, Func<string, string?> tokens, IReadOnlyList<string> secrets) : IDisposable
{
    private const int InFlight = 8;
    private const int DeadlineExceeded = 4;

    private readonly RawClient _client = new(address);

    /// <summary>What did not end as expected.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>Denials that the chart must have on record by now, as often as they are here.</summary>
    public ConcurrentBag<Denied> Owed { get; } = [];

    /// <summary>Calls made.</summary>
    public int Calls => _calls;

    private int _calls;

    /// <summary>Methods of the running service that the table knows nothing of.</summary>
    public async Task<IReadOnlyList<string>> FindUnknownAsync() =>
        [.. (await Reflection.ReadAsync(_client)).Select(method => method.Path).Where(path => path.StartsWith("/medrecords.", StringComparison.Ordinal) && MethodTable.Find(path) is null)];

    /// <summary>Makes the calls that some filter lets through.</summary>
    public Task RunAsync(Func<MethodRow, Situation, bool> isWanted)
    {
        var combinations = from row in MethodTable.Rows
                           from situation in Enum.GetValues<Situation>()
                           where Expectations.Of(row, situation) != Expected.Open && isWanted(row, situation)
                           select (row, situation);
        return Parallel.ForEachAsync(combinations, new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (combination, _) =>
            await TryAsync(combination.row, combination.situation));
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task TryAsync(MethodRow row, Situation situation)
    {
        var method = methods.Single(method => GeneratedMethods.PathOf(method) == row.Path);
        var actor = Expectations.ActorOf(row, situation);
        var call = new BadCall(situation.ToString(), row.Path, Frames.Of(requests.Make(row, method.InputType).ToByteArray()))
        {
            // A stream of answers may last, and is given up.
            Headers = method.IsServerStreaming ? new Dictionary<string, string?> { ["grpc-timeout"] = "2S" } : new Dictionary<string, string?>(),
        };
        var ending = await _client.SendAsync(call, tokens(actor));
        Interlocked.Increment(ref _calls);
        if (Expectations.IsOnRecord(row, situation))
            Owed.Add(new Denied(actor, row.Action));
        if (Complaint(Expectations.Of(row, situation), ending) is { } complaint)
            Complaints.Enqueue($"{row.Path}, {situation}: {complaint}");
    }

    private string? Complaint(Expected expected, Ending ending)
    {
        var said = Encoding.Latin1.GetString(ending.Body) + ending.Message + ending.Details;
        if (secrets.Any(secret => said.Contains(secret, StringComparison.Ordinal)))
            return "the answer tells of the chart";
        if (expected == Expected.Nothing)
            return ending.IsOk || ending.Grpc == DeadlineExceeded ? null : $"ended with {ending.Word} and not with an empty answer";
        var (status, reason) = StatusOf(expected);
        if (ending.Grpc != status || ending.Reason != reason)
            return $"ended with {ending.Grpc} {ending.Word} {ending.Message} and not with {reason}";
        return ending.Body.Length > 0 ? $"it was refused after {ending.Body.Length} bytes" : null;
    }

    private static (int Status, string Reason) StatusOf(Expected expected) => expected switch
    {
        Expected.NotSignedIn => (16, "ERROR_REASON_NOT_SIGNED_IN"),
        Expected.SignInFailed => (16, "ERROR_REASON_SIGN_IN_FAILED"),
        Expected.NotPermitted => (7, "ERROR_REASON_NOT_PERMITTED"),
        Expected.NotFound => (5, "ERROR_REASON_NOT_FOUND"),
        _ => throw new ArgumentOutOfRangeException(nameof(expected), expected, "No refusal."),
    };
}
