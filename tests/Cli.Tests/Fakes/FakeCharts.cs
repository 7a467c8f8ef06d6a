using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using MedRecords.V1;

namespace MedRecords.Cli.Tests.Fakes;

internal sealed class FakeCharts(FakeState state) : Charts.ChartsBase
{
    private const int PieceBytes = 1000;

    public override Task<OpenChartResponse> OpenChart(OpenChartRequest request, ServerCallContext context) => Task.FromResult(state.Answer(context, () => Once(request.OperationId, request, () =>
    {
        var id = $"chart-{state.Charts.Count + 1}";
        state.Charts[id] = new FakeChart(request.Site);
        state.Charts[id].Add(request.Demographics);
        return new OpenChartResponse { ChartId = id, Version = 1 };
    }, _ => { })));

    public override Task<GetChartResponse> GetChart(GetChartRequest request, ServerCallContext context) => Task.FromResult(state.Answer(context, () =>
    {
        var chart = Find(request.ChartId);
        return new GetChartResponse { ChartId = request.ChartId, Version = chart.Version, Sites = { chart.Site } };
    }));

    public override Task<AppendEntriesResponse> AppendEntries(AppendEntriesRequest request, ServerCallContext context) => Task.FromResult(state.Answer(context, () => Once(request.OperationId, request, () =>
    {
        var chart = Find(request.ChartId);
        if (request.HasExpectedVersion && request.ExpectedVersion != chart.Version)
            throw FakeErrors.Of(StatusCode.Aborted, "ERROR_REASON_VERSION_MISMATCH", "", ("current_version", $"{chart.Version}"));
        return new AppendEntriesResponse { EntryIds = { request.Entries.Select(content => chart.Add(content).Id) }, Version = chart.Version };
    }, response => response.AlreadyRecorded = true)));

    public override async Task ListEntries(ListEntriesRequest request, IServerStreamWriter<ListEntriesResponse> responseStream, ServerCallContext context)
    {
        state.Enter(context);
        var chart = Find(request.ChartId);
        foreach (var entry in chart.Entries.Where(entry => request.Kinds.Count == 0 || request.Kinds.Contains(entry.Kind)).Where(entry => request.AsOf is null || entry.RecordedAt <= request.AsOf))
            await responseStream.WriteAsync(new ListEntriesResponse { Version = chart.Version, Entries = { entry } });
    }

    public override Task<GetEntryHistoryResponse> GetEntryHistory(GetEntryHistoryRequest request, ServerCallContext context) =>
        Task.FromResult(state.Answer(context, () => new GetEntryHistoryResponse { Revisions = { Find(request.ChartId).Entries.Where(entry => entry.Id == request.EntryId) } }));

    public override async Task<ImportBundleResponse> ImportBundle(IAsyncStreamReader<ImportBundleRequest> requestStream, ServerCallContext context)
    {
        var afterwards = state.Enter(context);
        using var bytes = new MemoryStream();
        var (site, largest) = ("", 0);
        while (await requestStream.MoveNext(CancellationToken.None))
        {
            site = site.Length > 0 ? site : requestStream.Current.Site;
            largest = Math.Max(largest, requestStream.Current.Chunk.Length);
            requestStream.Current.Chunk.WriteTo(bytes);
        }
        state.Findings.Add($"site {site}, {bytes.Length} bytes, largest piece {largest}");
        var response = Store(site, bytes.ToArray());
        return afterwards is null ? response : throw afterwards;
    }

    public override async Task ExportChart(ExportChartRequest request, IServerStreamWriter<ExportChartResponse> responseStream, ServerCallContext context)
    {
        var atTheEnd = state.Enter(context);
        foreach (var piece in Find(request.ChartId).Bundle.Chunk(PieceBytes))
            await responseStream.WriteAsync(new ExportChartResponse { Chunk = ByteString.CopyFrom(piece) });
        if (atTheEnd is not null)
            throw atTheEnd;
    }

    public override Task<VerifyChartResponse> VerifyChart(VerifyChartRequest request, ServerCallContext context) => Task.FromResult(state.Answer(context, () => new VerifyChartResponse
    {
        Intact = state.Findings.Count == 0,
        Versions = Find(request.ChartId).Version,
        FirstBroken = state.Findings.Count == 0 ? 0 : 2,
        Head = ByteString.CopyFromUtf8("head"),
    }));

    private ImportBundleResponse Store(string site, byte[] bytes)
    {
        try
        {
            using var bundle = JsonDocument.Parse(bytes);
            var id = bundle.RootElement.GetProperty("id").GetString()!;
            var resources = bundle.RootElement.GetProperty("entry").GetArrayLength();
            var known = state.Charts.ContainsKey(id);
            state.Charts[id] = new FakeChart(site) { Bundle = bytes, Version = resources };
            return new ImportBundleResponse { ChartId = id, Version = resources, Resources = resources, Stored = known ? 0 : resources, Unchanged = known ? resources : 0 };
        }
        catch (JsonException)
        {
            throw FakeErrors.Of(StatusCode.InvalidArgument, "ERROR_REASON_BROKEN_BUNDLE", "The bundle is broken: not valid JSON (byte 34, entry 3). Nothing was stored.");
        }
    }

    private FakeChart Find(string id) => state.Charts.TryGetValue(id, out var chart) ? chart : throw FakeErrors.Of(StatusCode.NotFound, "ERROR_REASON_NOT_FOUND");

    private T Once<T>(string operationId, IMessage request, Func<T> effect, Action<T> mark) where T : class, IMessage<T>, IDeepCloneable<T>
    {
        lock (state)
        {
            if (!state.Operations.TryGetValue(operationId, out var known))
            {
                var response = effect();
                state.Operations[operationId] = (request.ToString()!, response);
                return response;
            }
            if (known.Request != request.ToString())
                throw FakeErrors.Of(StatusCode.FailedPrecondition, "ERROR_REASON_OPERATION_REUSED");
            var first = ((T)known.Response).Clone();
            mark(first);
            return first;
        }
    }
}
