using Google.Rpc;
using Grpc.Core;
using MedRecords.V1;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Server;

/// <summary>Reads what a refused call tells.</summary>
public static class Refusals
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Google.Rpc.Status Details(this RpcException refusal) =>
        Google.Rpc.Status.Parser.ParseFrom(refusal.Trailers.GetValueBytes("grpc-status-details-bin"));

    public static ErrorInfo Info(this RpcException refusal) =>
        refusal.Details().Details.Single(detail => detail.Is(ErrorInfo.Descriptor)).Unpack<ErrorInfo>();

    public static async Task<RpcException> RefusedAsync<T>(this AsyncUnaryCall<T> call) =>
        await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.WaitAsync(Patience));

    public static async Task<RpcException> RefusedAsync<T>(this AsyncServerStreamingCall<T> call) =>
        await Assert.ThrowsAsync<RpcException>(() => call.AllAsync());

    public static async Task<List<T>> AllAsync<T>(this AsyncServerStreamingCall<T> call)
    {
        var all = new List<T>();
        while (await call.NextAsync()) all.Add(call.ResponseStream.Current);
        return all;
    }

    public static Task<bool> NextAsync<T>(this AsyncServerStreamingCall<T> call) => call.ResponseStream.MoveNext(default).WaitAsync(Patience);

    public static void Is(this RpcException refusal, ErrorReason reason, StatusCode status)
    {
        Assert.Equal(status, refusal.StatusCode);
        Assert.Equal(GrpcFrontend.Mapping.ErrorMapping.NameOf(reason), refusal.Info().Reason);
    }
}
