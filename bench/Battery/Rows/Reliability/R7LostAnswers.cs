using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using MedRecords.Battery.Hosts;
using MedRecords.Battery.Rows.Reliability.LostAnswers;
using MedRecords.Battery.Setup;
using MedRecords.V1;

namespace MedRecords.Battery.Rows.Reliability;

/// <summary>
/// Clients are cut off right after they sent an update, and retry it with the same operation id. Each
/// operation must be stored once, under the ids that its last retry was told.
/// </summary>
internal sealed class R7LostAnswers : IRow
{
    private const int Operations = 10_000;
    private const int ChartCount = 50;
    private const int Clients = 16;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(120);

    /// <inheritdoc/>
    public string Name => "R7";

    /// <inheritdoc/>
    public string Title => "operations not stored exactly once, of those whose client was cut off and retried";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtMost(0);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtMost(0);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        await using var postgreSql = context.NamesDatabase ? await context.StartDatabaseAsync() : null;
        var database = await PostgreSqlServer.CreateDatabaseAsync(postgreSql);
        await using var service = await Service.StartAsync(context.Folder.Create("service"), database);
        using var clinic = await Clinic.FoundAsync(service.Port);
        var chartIds = await clinic.OpenChartsAsync(ChartCount);
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{service.Port}");
        var charts = new Charts.ChartsClient(channel);
        var cutCall = new CutCall(new IPEndPoint(IPAddress.Loopback, service.Port), "/medrecords.v1.Charts/AppendEntries");
        var retrying = new Retrying(charts, cutCall, clinic.PhysicianTokens, chartIds);
        var operations = await RunAsync(retrying, context.Count(Operations));
        var wrong = StoredOnce.CountWrong(operations, await ReadAllAsync(charts, clinic.PhysicianTokens[0], chartIds));
        var found = operations.Count(operation => operation.Answer.AlreadyRecorded);
        context.Note($"{(database is null ? "SQLite" : "PostgreSQL")}: {operations.Length} operations, {found} of which their last retry found recorded");
        context.Note($"{retrying.FailedRetries} retries got an error and were repeated");
        // Where no retry found anything, no answer was lost and nothing was tried.
        return new RowResult { Count = operations.Length, Failures = found == 0 ? 1 : 0, Value = wrong };
    }

    private static async Task<Operation[]> RunAsync(Retrying retrying, int count)
    {
        var operations = new Operation[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (i, _) =>
            operations[i] = await retrying.RunAsync(i));
        return operations;
    }

    private static async Task<IReadOnlyDictionary<string, IReadOnlyList<Entry>>> ReadAllAsync(Charts.ChartsClient charts, string token, IReadOnlyList<string> chartIds)
    {
        var stored = new Dictionary<string, IReadOnlyList<Entry>>();
        foreach (var chart in chartIds)
        {
            var entries = new List<Entry>();
            var options = new CallOptions(new Metadata { { "authorization", "Bearer " + token } }, DateTime.UtcNow + _patience);
            using var call = charts.ListEntries(new ListEntriesRequest { ChartId = chart, IncludeRetracted = true }, options);
            await foreach (var page in call.ResponseStream.ReadAllAsync())
                entries.AddRange(page.Entries);
            stored.Add(chart, entries);
        }

        return stored;
    }
}
