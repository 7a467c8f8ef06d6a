using System.Runtime.CompilerServices;
using Grpc.Core;
using Xunit;

namespace MedRecords.Conformance.Grpc.Server;

/// <summary>Expectations that many tests share.</summary>
public static class Expect
{
    public static async Task<RpcException> FailsWith(this Task call, StatusCode code, [CallerArgumentExpression(nameof(call))] string? what = null)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(() => call.Within(what));
        Assert.Equal(code, failure.StatusCode);
        return failure;
    }

    public static Task<RpcException> FailsWith<T>(this AsyncUnaryCall<T> call, StatusCode code) => call.ResponseAsync.FailsWith(code);

    /// <summary>Awaits a write that the end of the call may overtake.</summary>
    public static async Task OrRefused(this Task write, [CallerArgumentExpression(nameof(write))] string? what = null)
    {
        try
        {
            await write.Within(what);
        }
        catch (RpcException)
        {
        }
    }

    public static async Task<List<T>> ToListAsync<T>(this IAsyncStreamReader<T> stream)
    {
        var messages = new List<T>();
        while (await stream.MoveNext(CancellationToken.None).Within())
            messages.Add(stream.Current);
        return messages;
    }
}
