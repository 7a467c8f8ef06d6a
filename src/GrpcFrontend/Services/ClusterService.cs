using Grpc.Core;
using MedRecords.Grains.Interfaces.Operations;
using MedRecords.GrpcFrontend.Calls;
using MedRecords.GrpcFrontend.Mapping;
using MedRecords.V1;

namespace MedRecords.GrpcFrontend.Services;

/// <summary>The processes that serve together.</summary>
[BindServiceMethod(typeof(StrictBinding), nameof(StrictBinding.Cluster))]
internal sealed class ClusterService(IGrainFactory grains) : Cluster.ClusterBase
{
    private IClusterGrain Grain => grains.GetGrain<IClusterGrain>(0);

    /// <inheritdoc/>
    public override async Task<ListSilosResponse> ListSilos(ListSilosRequest request, ServerCallContext context) =>
        new() { Silos = { (await Grain.ListAsync(context.Caller())).OrThrow().Silos } };

    /// <inheritdoc/>
    public override async Task<DrainSiloResponse> DrainSilo(DrainSiloRequest request, ServerCallContext context) =>
        new() { Silo = (await Grain.DrainAsync(context.Caller(), Check.SiloName(request.Name))).OrThrow() };
}
