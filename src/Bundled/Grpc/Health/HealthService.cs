using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>Answers questions about the health of the server as a whole.</summary>
internal sealed class HealthService(HealthCheckService checks, HealthBoard board, IHostApplicationLifetime lifetime) : Health.V1.Health.HealthBase
{
    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) => request.Service.Length == 0
        ? new() { Status = (await ReadAsync(context.CancellationToken)).Status }
        : throw new RpcException(new Status(StatusCode.NotFound, "The service is not known."));

    public override async Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        var reading = request.Service.Length == 0 ? await ReadAsync(context.CancellationToken) : new Reading(ServingStatus.ServiceUnknown);
        try
        {
            for (; ; reading = await reading.Next.WaitAsync(end.Token))
                await responseStream.WriteAsync(new() { Status = reading.Status });
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested)
        {
            await responseStream.WriteAsync(new() { Status = ServingStatus.NotServing });
        }
    }

    private async Task<Reading> ReadAsync(CancellationToken cancellationToken) => board.Accept(await checks.CheckHealthAsync(cancellationToken));
}
