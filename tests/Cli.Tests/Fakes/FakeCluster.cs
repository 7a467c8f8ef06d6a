using Grpc.Core;
using MedRecords.V1;

namespace MedRecords.Cli.Tests.Fakes;

internal sealed class FakeCluster(FakeState state) : V1.Cluster.ClusterBase
{
    public override Task<ListSilosResponse> ListSilos(ListSilosRequest request, ServerCallContext context) =>
        Task.FromResult(state.Answer(context, () => new ListSilosResponse { Silos = { Next() } }));

    public override Task<DrainSiloResponse> DrainSilo(DrainSiloRequest request, ServerCallContext context) => Task.FromResult(state.Answer(context, () =>
        new DrainSiloResponse { Silo = Next().FirstOrDefault(silo => silo.Name == request.Name) ?? throw FakeErrors.Of(StatusCode.InvalidArgument, "ERROR_REASON_INVALID_REQUEST", "There is no process of that name.") }));

    private SiloInfo[] Next()
    {
        if (state.Silos.Count > 1 && state.Silos.TryDequeue(out var passed))
            return passed;
        return state.Silos.TryPeek(out var last) ? last : [];
    }
}
