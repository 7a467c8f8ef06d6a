using Google.Protobuf;
using Grpc.Core;
using MedRecords.Cli.HealthProtocol;
using MedRecords.V1;

namespace MedRecords.Cli.Tests.Fakes;

internal sealed class FakePatients(FakeState state) : Patients.PatientsBase
{
    public override Task<SearchResponse> Search(SearchRequest request, ServerCallContext context) => Task.FromResult(state.Answer(context, () => new SearchResponse
    {
        Matches =
        {
            state.Charts.SelectMany(chart => chart.Value.Entries.Where(entry => entry.Kind == EntryKind.Demographics).Select(entry => new Match { ChartId = chart.Key, Demographics = entry }))
                .Where(match => match.Demographics.Content.Demographics.Names.Any(name => name.Family.Contains(request.Name, StringComparison.OrdinalIgnoreCase))),
        },
    }));
}

internal sealed class FakeChangeFeed(FakeState state) : ChangeFeed.ChangeFeedBase
{
    public override async Task Watch(WatchRequest request, IServerStreamWriter<WatchResponse> responseStream, ServerCallContext context)
    {
        var inTheMiddle = state.Enter(context);
        var taken = request.ResumeToken.Length == 0 ? 0 : state.Feed.FindIndex(response => response.ResumeToken == request.ResumeToken) + 1;
        foreach (var (index, response) in state.Feed.Index().Skip(taken))
        {
            if (inTheMiddle is not null && index == taken + 1)
                throw inTheMiddle;
            await responseStream.WriteAsync(response);
        }
        await Task.Delay(Timeout.Infinite, context.CancellationToken);
    }
}

internal sealed class FakeAudit(FakeState state) : Audit.AuditBase
{
    public override async Task ListAccesses(ListAccessesRequest request, IServerStreamWriter<ListAccessesResponse> responseStream, ServerCallContext context)
    {
        state.Enter(context);
        await responseStream.WriteAsync(new ListAccessesResponse { Accesses = { state.Accesses } });
    }

    public override Task<GetLogHeadResponse> GetLogHead(GetLogHeadRequest request, ServerCallContext context) =>
        Task.FromResult(state.Answer(context, () => state.Head));

    public override Task<CheckLogHeadResponse> CheckLogHead(CheckLogHeadRequest request, ServerCallContext context) =>
        Task.FromResult(state.Answer(context, () => new CheckLogHeadResponse
        {
            Commits = state.Head.Size,
            Verdict = request is { Size: var size, Root: var root, Signature: var signature } && (size, root, signature) == (state.Head.Size, state.Head.Root, state.Head.Signature)
                ? HeadVerdict.Consistent
                : HeadVerdict.Different,
        }));
}

internal sealed class FakeOperations(FakeState state) : Operations.OperationsBase
{
    public override async Task Backup(BackupRequest request, IServerStreamWriter<BackupResponse> responseStream, ServerCallContext context)
    {
        var atTheEnd = state.Enter(context);
        foreach (var part in new[] { "sealed ", "journal" })
            await responseStream.WriteAsync(new BackupResponse { Chunk = ByteString.CopyFromUtf8(part) });
        if (atTheEnd is not null)
            throw atTheEnd;
    }

    public override async Task VerifyJournal(VerifyJournalRequest request, IServerStreamWriter<VerifyJournalResponse> responseStream, ServerCallContext context)
    {
        state.Enter(context);
        foreach (var response in state.Verification)
            await responseStream.WriteAsync(response);
    }

    public override Task<DiagnoseResponse> Diagnose(DiagnoseRequest request, ServerCallContext context) =>
        Task.FromResult(state.Answer(context, () => new DiagnoseResponse { Findings = { state.Diagnosis } }));

    public override Task<ListMasterKeysResponse> ListMasterKeys(ListMasterKeysRequest request, ServerCallContext context) =>
        Task.FromResult(state.Answer(context, () => state.MasterKeys));

    public override async Task RewrapKeys(RewrapKeysRequest request, IServerStreamWriter<RewrapKeysResponse> responseStream, ServerCallContext context)
    {
        state.Enter(context);
        foreach (var response in state.Rewrapping)
            await responseStream.WriteAsync(response);
    }
}

internal sealed class FakeHealth(FakeState state) : HealthProtocol.Health.HealthBase
{
    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        state.Enter(context, needsSession: false);
        var ready = !state.Readiness.TryDequeue(out var said) || said;
        return Task.FromResult(new HealthCheckResponse { Status = ready ? HealthCheckResponse.Types.ServingStatus.Serving : HealthCheckResponse.Types.ServingStatus.NotServing });
    }
}
