using Grpc.Core;
using Grpc.Core.Interceptors;

namespace MedRecords.GrpcFrontend.Calls;

/// <summary>Stands outermost: measures each call, refuses it where the gate is closed, and turns whatever it throws into a status.</summary>
internal sealed class CallInterceptor(CallMetrics metrics, CallGate gate, FaultMapping faults) : Interceptor
{
    // A response that is hardly longer than its headers costs more to compress than to send.
    private static readonly WriteOptions Plain = new(WriteFlags.NoCompress);

    /// <inheritdoc/>
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var measure = Begin(context);
        try
        {
            gate.Admit(CallPolicy.Of(context.Method));
            var response = await continuation(request, context);
            measure.End(StatusCode.OK);
            return response;
        }
        catch (Exception exception)
        {
            throw Ended(exception, context, measure);
        }
    }

    /// <inheritdoc/>
    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        var measure = Begin(context);
        try
        {
            gate.Admit(CallPolicy.Of(context.Method));
            var call = continuation(requestStream, context);
            await gate.WithinTimeAsync(call);
            var response = await call;
            measure.End(StatusCode.OK);
            return response;
        }
        catch (Exception exception)
        {
            throw Ended(exception, context, measure);
        }
    }

    /// <inheritdoc/>
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        var measure = Begin(context);
        try
        {
            gate.Admit(CallPolicy.Of(context.Method));
            await gate.WithinTimeAsync(continuation(request, responseStream, context));
            measure.End(StatusCode.OK);
        }
        catch (Exception exception)
        {
            throw Ended(exception, context, measure);
        }
    }

    /// <inheritdoc/>
    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        var measure = Begin(context);
        try
        {
            gate.Admit(CallPolicy.Of(context.Method));
            await gate.WithinTimeAsync(continuation(requestStream, responseStream, context));
            measure.End(StatusCode.OK);
        }
        catch (Exception exception)
        {
            throw Ended(exception, context, measure);
        }
    }

    private CallMetrics.Measure Begin(ServerCallContext context)
    {
        if (!CallPolicy.Of(context.Method).Compresses) context.WriteOptions = Plain;
        return metrics.Begin(context);
    }

    private RpcException Ended(Exception exception, ServerCallContext context, CallMetrics.Measure measure)
    {
        var ending = faults.ToException(exception, context);
        measure.End(ending.StatusCode);
        return ending;
    }
}
