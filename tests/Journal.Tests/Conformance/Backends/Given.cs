using System.Security.Cryptography;
using System.Text;
using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Tests.Conformance;

/// <summary>What the tests append.</summary>
public static class Given
{
    public static HistoryId History() => HistoryId.Create(HistoryKind.Chart, RandomNumberGenerator.GetBytes(16));

    public static Append Write(HistoryId history, long seen, params string[] payloads) => new()
    {
        History = history,
        Seen = [new Seen(history, seen)],
        Events = [.. payloads.Select(Event)],
        Record = Record(history, $"write after {seen}"),
    };

    public static Append Read(HistoryId history, long seen) => new()
    {
        History = history,
        Seen = [new Seen(history, seen)],
        Record = Record(history, $"read at {seen}"),
    };

    /// <summary>A write that was decided on another history too.</summary>
    public static Append Write(HistoryId history, long seen, Seen dependency) => new()
    {
        History = history,
        Seen = [new Seen(history, seen), dependency],
        Events = [Event("dependent")],
        Record = Record(history, "dependent"),
    };

    public static Append First(HistoryId history, string? key = null, params string[] terms) => new()
    {
        History = history,
        Seen = [new Seen(history, 0)],
        Events = [Event("first")],
        Record = Record(history, "first"),
        WrappedKey = key is null ? null : Encoding.UTF8.GetBytes(key),
        Terms = [.. terms.Select(Term)],
    };

    public static SealedEvent Event(string payload) => new(Encoding.UTF8.GetBytes(payload), Hash(payload));

    public static byte[] Hash(string payload) => SHA256.HashData(Encoding.UTF8.GetBytes(payload));

    public static ReadOnlyMemory<byte> Term(string text) => Hash(text).AsMemory(0, AppendBatch.TermLength);

    public static byte[] Record(HistoryId history, string text)
    {
        var name = new byte[AppendBatch.RecordHeaderLength];
        history.WriteTo(name);
        return [.. name, .. Encoding.UTF8.GetBytes(text)];
    }

    /// <summary>Appends one thing that must be committed, and returns the commit's number.</summary>
    public static async Task<long> AddAsync(this IJournalStore store, params Append[] appends)
    {
        var results = await store.AppendAsync(appends, CancellationToken.None).InTime("an append");
        Assert.All(results, result => Assert.True(result.Committed));
        return results[0].Commit;
    }

    public static async Task<IReadOnlyList<AppendResult>> TryAsync(this IJournalStore store, params Append[] appends) =>
        await store.AppendAsync(appends, CancellationToken.None).InTime("an append");

    /// <summary>The payloads of all events of a history, which must have dense versions and their own hashes.</summary>
    public static async Task<string[]> PayloadsAsync(this IJournalStore store, HistoryId history)
    {
        var events = await store.ReadAsync(history, after: 0, limit: int.MaxValue, CancellationToken.None).InTime("a read");
        Assert.Equal(Enumerable.Range(1, events.Count).Select(version => (long)version), events.Select(item => item.Version));
        Assert.All(events, item => Assert.Equal(SHA256.HashData(item.Payload), item.Hash));
        return [.. events.Select(item => Encoding.UTF8.GetString(item.Payload))];
    }

    /// <summary>All commits as the texts of their records; their numbers must be dense.</summary>
    public static async Task<string[][]> LogAsync(this IJournalStore store)
    {
        var commits = await store.ReadCommitsAsync(after: 0, limit: int.MaxValue, CancellationToken.None).InTime("a read of the log");
        Assert.Equal(Enumerable.Range(1, commits.Count).Select(number => (long)number), commits.Select(commit => commit.Number));
        return [.. commits.Select(commit => commit.Records
            .Select(record => Encoding.UTF8.GetString(record.AsSpan(AppendBatch.RecordHeaderLength))).ToArray())];
    }
}
