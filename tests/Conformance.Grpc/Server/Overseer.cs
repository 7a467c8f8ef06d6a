using Grpc.Core;
using Grpc.Core.Interceptors;

namespace MedRecords.Conformance.Grpc.Server;

/// <summary>Keeps the streams of each handler, and passes the barrier "method:ended" when one ends.</summary>
public sealed class Overseer(Barriers barriers) : Interceptor
{
    public object? Requests { get; private set; }

    public object? Responses { get; private set; }

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation) => OverseeAsync(requestStream, null, context, () => continuation(requestStream, context));

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(TRequest request, IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation) => OverseeAsync(null, responseStream, context, async () =>
        {
            await continuation(request, responseStream, context);
            return 0;
        });

    private async Task<T> OverseeAsync<T>(object? requests, object? responses, ServerCallContext context, Func<Task<T>> call)
    {
        (Requests, Responses) = (requests, responses);
        try
        {
            return await call();
        }
        finally
        {
            barriers.Pass($"{context.Method.Split('/')[2]}:ended");
        }
    }
}
