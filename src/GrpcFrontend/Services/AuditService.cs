using Google.Protobuf;
using Grpc.Core;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Grains.Interfaces.Operations;
using MedRecords.GrpcFrontend.Calls;
using MedRecords.GrpcFrontend.Mapping;
using MedRecords.V1;

namespace MedRecords.GrpcFrontend.Services;

/// <summary>Who looked at what.</summary>
[BindServiceMethod(typeof(StrictBinding), nameof(StrictBinding.Audit))]
internal sealed class AuditService(IGrainFactory grains) : Audit.AuditBase
{
    private const int PageSize = 200;
    private const int RootLength = 32;
    private const int SignatureLength = 64;

    /// <inheritdoc/>
    public override async Task ListAccesses(ListAccessesRequest request, IServerStreamWriter<ListAccessesResponse> responseStream, ServerCallContext context)
    {
        Check.That(request.Limit >= 0, "limit", "must not be negative");
        var chart = grains.GetGrain<IChartGrain>(Check.ChartId(request.ChartId));
        var left = request.Limit == 0 ? int.MaxValue : request.Limit;
        var before = long.MaxValue;
        while (left > 0 && before > 0)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var page = (await chart.ListAccessesAsync(context.Caller(), new(before, Math.Min(left, PageSize)))).OrThrow();

            // A page ends with a commit, so it may hold more than was asked for.
            var response = new ListAccessesResponse();
            for (var index = 0; index < page.Accesses.Count && index < left; index++) response.Accesses.Add(page.Accesses[index]);
            if (response.Accesses.Count > 0) await responseStream.WriteAsync(response);
            left -= response.Accesses.Count;
            before = page.NextBefore;
        }
    }

    /// <inheritdoc/>
    public override async Task<GetLogHeadResponse> GetLogHead(GetLogHeadRequest request, ServerCallContext context)
    {
        var head = (await grains.GetGrain<IOperationsGrain>(0).GetLogHeadAsync(context.Caller())).OrThrow();
        return new()
        {
            Size = head.Size,
            Root = UnsafeByteOperations.UnsafeWrap(head.Root),
            Signature = UnsafeByteOperations.UnsafeWrap(head.Signature),
            PublicKey = UnsafeByteOperations.UnsafeWrap(head.PublicKey),
        };
    }

    /// <inheritdoc/>
    public override async Task<CheckLogHeadResponse> CheckLogHead(CheckLogHeadRequest request, ServerCallContext context)
    {
        Check.That(request.Size >= 0, "size", "must not be negative");
        Check.That(request.Root.Length == RootLength, "root", "must have 32 bytes");
        Check.That(request.Signature.Length == SignatureLength, "signature", "must have 64 bytes");
        var head = new LogHead(request.Size, request.Root.ToByteArray(), request.Signature.ToByteArray(), []);
        var check = (await grains.GetGrain<IOperationsGrain>(0).CheckLogHeadAsync(context.Caller(), head)).OrThrow();
        return new() { Verdict = VerdictOf(check.State), Commits = check.Commits };
    }

    private static HeadVerdict VerdictOf(HeadState state) => state switch
    {
        HeadState.Consistent => HeadVerdict.Consistent,
        HeadState.Lost => HeadVerdict.Lost,
        HeadState.Different => HeadVerdict.Different,
        HeadState.NotOurs => HeadVerdict.NotOurs,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "A state without a verdict."),
    };
}
