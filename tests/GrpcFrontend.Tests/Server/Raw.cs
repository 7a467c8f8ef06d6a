using Google.Protobuf.Reflection;
using Grpc.Core;

namespace MedRecords.GrpcFrontend.Tests.Server;

/// <summary>Calls with bytes instead of messages.</summary>
public static class Raw
{
    public static Marshaller<byte[]> Marshaller { get; } =
        Marshallers.Create<byte[]>((bytes, context) => context.Complete(bytes), context => context.PayloadAsNewBuffer());

    /// <summary>Calls a method of any sort with one message, and returns how it ended.</summary>
    public static async Task<RpcException?> EndAsync(ChannelBase channel, MethodDescriptor descriptor, CallOptions options, byte[] message)
    {
        var type = (descriptor.IsClientStreaming, descriptor.IsServerStreaming) switch
        {
            (false, false) => MethodType.Unary,
            (false, true) => MethodType.ServerStreaming,
            (true, false) => MethodType.ClientStreaming,
            (true, true) => MethodType.DuplexStreaming,
        };
        var method = new Method<byte[], byte[]>(type, descriptor.Service.FullName, descriptor.Name, Marshaller, Marshaller);
        var invoker = channel.CreateCallInvoker();
        try
        {
            switch (type)
            {
                case MethodType.Unary:
                    await invoker.AsyncUnaryCall(method, null, options, message).ResponseAsync.WaitAsync(Refusals.Patience);
                    break;
                case MethodType.ServerStreaming:
                    await invoker.AsyncServerStreamingCall(method, null, options, message).NextAsync();
                    break;
                case MethodType.ClientStreaming:
                    var sending = invoker.AsyncClientStreamingCall(method, null, options);
                    await SendAsync(sending.RequestStream, message);
                    await sending.ResponseAsync.WaitAsync(Refusals.Patience);
                    break;
                default:
                    var both = invoker.AsyncDuplexStreamingCall(method, null, options);
                    await SendAsync(both.RequestStream, message);
                    await both.ResponseStream.MoveNext(default).WaitAsync(Refusals.Patience);
                    break;
            }

            return null;
        }
        catch (RpcException refusal)
        {
            return refusal;
        }
    }

    private static async Task SendAsync(IClientStreamWriter<byte[]> requests, byte[] message)
    {
        try
        {
            await requests.WriteAsync(message);
            await requests.CompleteAsync();
        }
        catch (Exception over) when (over is RpcException or InvalidOperationException)
        {
            // A call that was refused before takes no message; its response says why.
        }
    }
}
