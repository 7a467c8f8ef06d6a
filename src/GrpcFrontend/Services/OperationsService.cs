using Google.Protobuf;
using Grpc.Core;
using MedRecords.Grains.Interfaces.Operations;
using MedRecords.GrpcFrontend.Calls;
using MedRecords.GrpcFrontend.Mapping;
using MedRecords.V1;

namespace MedRecords.GrpcFrontend.Services;

/// <summary>What operators do with the service as a whole.</summary>
[BindServiceMethod(typeof(StrictBinding), nameof(StrictBinding.Operations))]
internal sealed class OperationsService(IGrainFactory grains) : Operations.OperationsBase
{
    private const int MaxChunkBytes = 1 << 20;

    // One for each call: a backup that takes hours keeps nobody else waiting.
    private IOperationsGrain NewWorker() => grains.GetGrain<IOperationsGrain>(Random.Shared.NextInt64());

    /// <inheritdoc/>
    public override async Task Backup(BackupRequest request, IServerStreamWriter<BackupResponse> responseStream, ServerCallContext context)
    {
        var operations = NewWorker();
        (await operations.AuthorizeAsync(context.Caller())).OrThrow();
        await foreach (var piece in operations.BackupAsync(context.Caller()).WithCancellation(context.CancellationToken))
        {
            for (var rest = piece; !rest.IsEmpty; rest = rest[Math.Min(rest.Length, MaxChunkBytes)..])
                await responseStream.WriteAsync(new() { Chunk = UnsafeByteOperations.UnsafeWrap(rest[..Math.Min(rest.Length, MaxChunkBytes)]) });
        }
    }

    /// <inheritdoc/>
    public override async Task VerifyJournal(VerifyJournalRequest request, IServerStreamWriter<VerifyJournalResponse> responseStream, ServerCallContext context)
    {
        var operations = NewWorker();
        (await operations.AuthorizeAsync(context.Caller())).OrThrow();
        await foreach (var progress in operations.VerifyAsync(context.Caller()).WithCancellation(context.CancellationToken))
        {
            await responseStream.WriteAsync(new()
            {
                Commits = progress.Commits,
                Versions = progress.Versions,
                Finding = progress.Finding,
                Finished = progress.Finished,
            });
        }
    }

    /// <inheritdoc/>
    public override async Task<ListMasterKeysResponse> ListMasterKeys(ListMasterKeysRequest request, ServerCallContext context)
    {
        var list = (await NewWorker().ListMasterKeysAsync(context.Caller())).OrThrow();
        return new()
        {
            MasterKeys = { list.Keys.Select(use => new MasterKeyUse { Id = use.Id, Keys = use.Keys, Place = use.Place }) },
            Problem = list.Problem,
        };
    }

    /// <inheritdoc/>
    public override async Task RewrapKeys(RewrapKeysRequest request, IServerStreamWriter<RewrapKeysResponse> responseStream, ServerCallContext context)
    {
        var operations = NewWorker();
        (await operations.AuthorizeAsync(context.Caller())).OrThrow();
        await foreach (var step in operations.RewrapKeysAsync(context.Caller()).WithCancellation(context.CancellationToken))
        {
            await responseStream.WriteAsync(new()
            {
                Checked = step.Checked,
                Rewrapped = step.Rewrapped,
                Unopened = step.Unopened,
                Finished = step.Finished,
                Problem = step.Problem,
            });
        }
    }
    /// <inheritdoc/>
    public override async Task<DiagnoseResponse> Diagnose(DiagnoseRequest request, ServerCallContext context)
    {
        var found = (await NewWorker().DiagnoseAsync(context.Caller())).OrThrow();
        return new() { Findings = { found.Findings } };
    }
}
