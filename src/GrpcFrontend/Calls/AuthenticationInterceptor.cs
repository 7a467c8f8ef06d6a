using Grpc.Core;
using Grpc.Core.Interceptors;
using MedRecords.GrpcFrontend.Mapping;

namespace MedRecords.GrpcFrontend.Calls;

/// <summary>
/// Lets a call through only with a caller and, where the method needs one, a deadline. Every method of every
/// service passes here, so a method that nobody thought of is closed.
/// </summary>
/// <remarks>A caller whose token is remembered passes without an await, hence the two ways through each handler.</remarks>
internal sealed class AuthenticationInterceptor(Authenticator authenticator) : Interceptor
{
    /// <inheritdoc/>
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var admitted = AdmitAsync(context);
        return admitted.IsCompletedSuccessfully ? continuation(request, context) : LaterAsync();

        async Task<TResponse> LaterAsync()
        {
            await admitted;
            return await continuation(request, context);
        }
    }

    /// <inheritdoc/>
    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        return await continuation(requestStream, context);
    }

    /// <inheritdoc/>
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        await continuation(request, responseStream, context);
    }

    /// <inheritdoc/>
    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        await continuation(requestStream, responseStream, context);
    }

    private ValueTask AdmitAsync(ServerCallContext context)
    {
        var policy = CallPolicy.Of(context.Method);
        if (policy.IsOpen) return default;
        var caller = authenticator.AuthenticateAsync(context);
        if (!caller.IsCompletedSuccessfully) return LaterAsync(caller, context, policy);
        Admit(caller.Result, context, policy);
        return default;
    }

    private static async ValueTask LaterAsync(ValueTask<KnownCaller> caller, ServerCallContext context, CallPolicy policy) =>
        Admit(await caller, context, policy);

    private static void Admit(KnownCaller known, ServerCallContext context, CallPolicy policy)
    {
        if (policy.NeedsDeadline && context.Deadline == DateTime.MaxValue) throw Errors.DeadlineNeeded();
        context.SetCaller(known.Caller, known.Share);
    }
}
