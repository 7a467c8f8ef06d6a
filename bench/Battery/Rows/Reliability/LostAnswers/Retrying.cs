using Grpc.Core;
using MedRecords.Battery.Setup;
using MedRecords.V1;

namespace MedRecords.Battery.Rows.Reliability.LostAnswers;

/// <summary>One operation: what it recorded under which markers, and what its last retry was told.</summary>
/// <param name="Chart">The chart.</param>
/// <param name="Markers">A marker in each of its entries, which no other entry has.</param>
/// <param name="Answer">The answer that came at last.</param>
internal sealed record Operation(string Chart, IReadOnlyList<string> Markers, AppendEntriesResponse Answer);

/// <summary>Clients that are cut off once or twice, and then retry until they have an answer.</summary>
internal sealed class Retrying(Charts.ChartsClient charts, CutCall cutCall, IReadOnlyList<string> tokens, IReadOnlyList<string> chartIds)
{
    private const int MostEntries = 3;
    private const int MostAttempts = 20;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private int _failedRetries;

    /// <summary>Retries that got an error, and were repeated.</summary>
    public int FailedRetries => _failedRetries;

    /// <summary>Carries out one operation.</summary>
    public async Task<Operation> RunAsync(int number)
    {
        var random = new Random(number);
        var markers = Enumerable.Range(0, 1 + random.Next(MostEntries)).Select(i => $"operation {number} entry {i}").ToArray();
        var request = new AppendEntriesRequest
        {
            OperationId = $"lost-answer-{number}",
            ChartId = chartIds[random.Next(chartIds.Count)],
            Entries = { markers.Select(ToEntry) },
        };
        var token = tokens[random.Next(tokens.Count)];
        for (var cuts = 1 + (random.Next(4) == 0 ? 1 : 0); cuts > 0; cuts--)
            await cutCall.SendAsync(request, token, (Cut)random.Next(4), random);
        // Some retries overtake what was cut off, some find it at work, some find it done.
        await Task.Delay(random.Next(3) * 10);
        return new Operation(request.ChartId, markers, await RetryAsync(request, token));
    }

    private static EntryContent ToEntry(string marker)
    {
        var content = Samples.HeartRate();
        content.Remark = marker;
        return content;
    }

    private async Task<AppendEntriesResponse> RetryAsync(AppendEntriesRequest request, string token)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var options = new CallOptions(new Metadata { { "authorization", "Bearer " + token } }, DateTime.UtcNow + _patience);
                return await charts.AppendEntriesAsync(request, options);
            }
            catch (RpcException) when (attempt < MostAttempts)
            {
                Interlocked.Increment(ref _failedRetries);
                await Task.Delay(10 * attempt);
            }
        }
    }
}
