using System.Globalization;
using Grpc.Core;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Grains.Interfaces.Retention;
using MedRecords.GrpcFrontend.Calls;
using MedRecords.GrpcFrontend.Mapping;
using MedRecords.V1;

namespace MedRecords.GrpcFrontend.Services;

/// <summary>Retention of charts and legal holds.</summary>
[BindServiceMethod(typeof(StrictBinding), nameof(StrictBinding.Retention))]
internal sealed class RetentionService(IGrainFactory grains) : Retention.RetentionBase
{
    /// <inheritdoc/>
    public override async Task<ListDueResponse> ListDue(ListDueRequest request, ServerCallContext context)
    {
        var listed = (await grains.GetGrain<IRetentionGrain>(0).ListDueAsync(context.Caller(), request.ToQuery())).OrThrow();
        return new() { Charts = { listed.Charts.Select(ToMessage) }, NextPageToken = RetentionCommands.ToPageToken(listed.NextSlice) };
    }

    /// <inheritdoc/>
    public override Task<HoldResponse> SetHold(SetHoldRequest request, ServerCallContext context) =>
        HoldAsync(request.ChartId, request.ToChange(), context);

    /// <inheritdoc/>
    public override Task<HoldResponse> ReleaseHold(ReleaseHoldRequest request, ServerCallContext context) =>
        HoldAsync(request.ChartId, request.ToChange(), context);

    /// <inheritdoc/>
    public override async Task<ListHoldsResponse> ListHolds(ListHoldsRequest request, ServerCallContext context) =>
        new() { Holds = { (await Chart(request.ChartId).ListHoldsAsync(context.Caller())).OrThrow().Items } };

    private IChartGrain Chart(string id) => grains.GetGrain<IChartGrain>(Check.ChartId(id));

    private async Task<HoldResponse> HoldAsync(string chartId, RetentionChange change, ServerCallContext context)
    {
        var recorded = (await Chart(chartId).RetainAsync(context.Caller(), change)).OrThrow();
        return new() { Id = recorded.Id, Version = recorded.Version, AlreadyRecorded = recorded.AlreadyRecorded };
    }

    private static DueChart ToMessage(Due due) =>
        new() { ChartId = due.ChartId, KeptUntil = due.KeptUntil.ToString("O", CultureInfo.InvariantCulture), Held = due.IsHeld };
}
