using Grpc.Core;
using Grpc.Core.Interceptors;
using MedRecords.GrpcFrontend.Calls;
using MedRecords.V1;

namespace MedRecords.GrpcFrontend.Admission;

/// <summary>Has every call pass its gate, once it is known who calls and before anything is done for them.</summary>
internal sealed class AdmissionInterceptor(Gates gates) : Interceptor
{
    /// <inheritdoc/>
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var policy = CallPolicy.Of(context.Method);
        if (policy.Gate == Gate.None) return await continuation(request, context);
        var gate = policy.Gate == Gate.Hashing ? gates.Hashing : gates.Calls;
        var admitted = await EnterAsync(gate, policy.Rank, context);
        try
        {
            return await continuation(request, context);
        }
        finally
        {
            gate.Leave(admitted, isTypical: policy.Rank != CallRank.Bulk);
        }
    }

    /// <inheritdoc/>
    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        using var place = Enter(context);
        return await continuation(requestStream, context);
    }

    /// <inheritdoc/>
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        using var place = Enter(context);
        var policy = CallPolicy.Of(context.Method);
        if (policy.Gate != Gate.Calls)
        {
            await continuation(request, responseStream, context);
            return;
        }

        using var list = new ListPlace(gates.Calls, await EnterAsync(gates.Calls, RankOf(request, policy.Rank), context));
        list.LeaveWithResponse(context.GetHttpContext());
        await continuation(request, responseStream, context);
    }

    /// <inheritdoc/>
    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        using var place = Enter(context);
        await continuation(requestStream, responseStream, context);
    }

    private static CallRank RankOf<TRequest>(TRequest request, CallRank rank) =>
        request is ListEntriesRequest { Kinds.Count: > 0 } list && list.Kinds.All(kind => kind is EntryKind.Allergy or EntryKind.Medication) ? CallRank.Vital : rank;

    private static ValueTask<AdmittedCall> EnterAsync(CallAdmission gate, CallRank rank, ServerCallContext context)
    {
        var asked = rank < CallRank.Bulk && context.IsEmergency() ? CallRank.Emergency : rank;
        return gate.EnterAsync(context.Claim(), asked, rank, context);
    }

    private OpenStreams.Place Enter(ServerCallContext context) =>
        (CallPolicy.Of(context.Method).Gate == Gate.Watchers ? gates.Watchers : gates.Transfers).Enter(context.Claim());
}
