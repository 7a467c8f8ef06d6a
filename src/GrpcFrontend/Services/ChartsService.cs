using Grpc.Core;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.GrpcFrontend.Calls;
using MedRecords.GrpcFrontend.Import;
using MedRecords.GrpcFrontend.Mapping;
using MedRecords.V1;

namespace MedRecords.GrpcFrontend.Services;

/// <summary>Patients' charts.</summary>
[BindServiceMethod(typeof(StrictBinding), nameof(StrictBinding.Charts))]
internal sealed class ChartsService(IGrainFactory grains, ImportGate imports) : Charts.ChartsBase
{
    /// <inheritdoc/>
    public override async Task<OpenChartResponse> OpenChart(OpenChartRequest request, ServerCallContext context)
    {
        var caller = context.Caller();
        var command = request.ToCommand();
        var chart = grains.GetGrain<IChartGrain>(ChartIds.ForOperation(caller.Account, command.OperationId));
        var opened = (await chart.OpenAsync(caller, command)).OrThrow();
        return new() { ChartId = opened.ChartId, Version = opened.Version };
    }

    /// <inheritdoc/>
    public override async Task<GetChartResponse> GetChart(GetChartRequest request, ServerCallContext context)
    {
        var latest = Check.Count(request.Latest, "latest", 200);
        return (await Chart(request.ChartId).GetAsync(context.Caller(), latest)).OrThrow().ToResponse(request.ChartId);
    }

    /// <inheritdoc/>
    public override async Task<AppendEntriesResponse> AppendEntries(AppendEntriesRequest request, ServerCallContext context) =>
        (await Chart(request.ChartId).AppendAsync(context.Caller(), request.ToCommand())).OrThrow().ToAppended();

    /// <inheritdoc/>
    public override async Task<AmendEntryResponse> AmendEntry(AmendEntryRequest request, ServerCallContext context)
    {
        var amended = (await Chart(request.ChartId).AmendAsync(context.Caller(), request.ToCommand())).OrThrow();
        return new() { Version = amended.Version, AlreadyRecorded = amended.AlreadyRecorded };
    }

    /// <inheritdoc/>
    public override async Task<RetractEntryResponse> RetractEntry(RetractEntryRequest request, ServerCallContext context)
    {
        var retracted = (await Chart(request.ChartId).RetractAsync(context.Caller(), request.ToCommand())).OrThrow();
        return new() { Version = retracted.Version, AlreadyRecorded = retracted.AlreadyRecorded };
    }

    /// <inheritdoc/>
    public override async Task<ReviewEntryResponse> ReviewEntry(ReviewEntryRequest request, ServerCallContext context)
    {
        var reviewed = (await Chart(request.ChartId).ReviewAsync(context.Caller(), request.ToCommand())).OrThrow();
        return new() { Version = reviewed.Version, AlreadyRecorded = reviewed.AlreadyRecorded };
    }

    /// <inheritdoc/>
    public override async Task ListEntries(ListEntriesRequest request, IServerStreamWriter<ListEntriesResponse> responseStream, ServerCallContext context)
    {
        var list = new EntryList(Chart(request.ChartId), context.Caller(), request.ToQuery(), request.Limit);
        var batch = new EntryBatch(responseStream);
        await foreach (var page in list.PagesAsync(context.CancellationToken)) await batch.WriteAsync(page);
        await batch.EndAsync();
    }

    /// <inheritdoc/>
    public override async Task<GetEntryHistoryResponse> GetEntryHistory(GetEntryHistoryRequest request, ServerCallContext context)
    {
        var history = (await Chart(request.ChartId).GetHistoryAsync(context.Caller(), Check.EntryId(request.EntryId))).OrThrow();
        return new() { Revisions = { history.Entries } };
    }

    /// <inheritdoc/>
    public override async Task<AddTreatingSiteResponse> AddTreatingSite(AddTreatingSiteRequest request, ServerCallContext context)
    {
        var added = (await Chart(request.ChartId).AddSiteAsync(context.Caller(), request.ToCommand())).OrThrow();
        return new() { Version = added.Version, AlreadyRecorded = added.AlreadyRecorded };
    }

    /// <inheritdoc/>
    public override Task<ImportBundleResponse> ImportBundle(IAsyncStreamReader<ImportBundleRequest> requestStream, ServerCallContext context) =>
        imports.RunAsync(requestStream, context.Caller(), context.CancellationToken);

    /// <inheritdoc/>
    public override async Task ExportChart(ExportChartRequest request, IServerStreamWriter<ExportChartResponse> responseStream, ServerCallContext context)
    {
        var list = new EntryList(Chart(request.ChartId), context.Caller(), ChartCommands.ToExport(), limit: 0);
        await BundleExport.WriteAsync(list.PagesAsync(context.CancellationToken), responseStream, context.CancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<VerifyChartResponse> VerifyChart(VerifyChartRequest request, ServerCallContext context) =>
        (await Chart(request.ChartId).VerifyAsync(context.Caller())).OrThrow().ToResponse();

    private IChartGrain Chart(string chartId) => grains.GetGrain<IChartGrain>(Check.ChartId(chartId));
}
