using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace MedRecords.Service.Tests.Support;

/// <summary>Calls any method of the API with a request whose every text and every bytes field holds the same.</summary>
public static class RawCalls
{
    private const int Depth = 5;

    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create<byte[]>((bytes, context) => context.Complete(bytes), context => context.PayloadAsNewBuffer());

    /// <summary>Every method there is, found in the generated code.</summary>
    public static IReadOnlyList<MethodDescriptor> Methods { get; } =
    [
        .. from type in typeof(V1.Charts).Assembly.GetTypes()
           where type.Namespace == typeof(V1.Charts).Namespace
           let property = type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)
           where property?.PropertyType == typeof(FileDescriptor)
           from service in ((FileDescriptor)property.GetValue(null)!).Services
           from method in service.Methods
           select method,
    ];

    /// <summary>A request with the text everywhere, but for the fields that are given by name.</summary>
    public static IMessage Fill(MessageDescriptor type, string text, IReadOnlyDictionary<string, string> given, int depth = 0)
    {
        var message = type.Parser.ParseFrom(ReadOnlySpan<byte>.Empty);
        if (depth == Depth)
            return message;
        foreach (var field in type.Fields.InDeclarationOrder().Where(field => !field.IsMap))
        {
            object? value = field.FieldType switch
            {
                FieldType.String => given.GetValueOrDefault(field.Name, text),
                FieldType.Bytes => ByteString.CopyFromUtf8(text),
                FieldType.Message => Fill(field.MessageType, text, given, depth + 1),
                FieldType.Enum => field.EnumType.Values[^1].Number,
                FieldType.Bool => false,
                FieldType.Int32 => 7,
                FieldType.Int64 => 7L,
                _ => null,
            };
            if (value is null)
                continue;
            if (field.IsRepeated)
                ((System.Collections.IList)field.Accessor.GetValue(message)).Add(field.FieldType == FieldType.Enum ? Enum.ToObject(field.EnumType.ClrType, value) : value);
            else
                field.Accessor.SetValue(message, value);
        }

        return message;
    }

    /// <summary>Calls, and returns all that a refusal says: message, trailers and their bytes as text; empty where there was none.</summary>
    public static async Task<string> SayAsync(ServiceProcess service, MethodDescriptor method, byte[] request, CallOptions options)
    {
        var kind = (method.IsClientStreaming, method.IsServerStreaming) switch
        {
            (false, false) => MethodType.Unary,
            (true, false) => MethodType.ClientStreaming,
            (false, true) => MethodType.ServerStreaming,
            _ => MethodType.DuplexStreaming,
        };
        var called = new Method<byte[], byte[]>(kind, method.Service.FullName, method.Name, Bytes, Bytes);
        var invoker = service.Channel.CreateCallInvoker();
        try
        {
            if (kind == MethodType.Unary)
                await invoker.AsyncUnaryCall(called, null, options, request);
            else if (kind == MethodType.ServerStreaming)
                await invoker.AsyncServerStreamingCall(called, null, options, request).ResponseStream.MoveNext(CancellationToken.None);
            else
                await SendAsync(invoker.AsyncClientStreamingCall(called, null, options), request);
            return string.Empty;
        }
        catch (RpcException refused)
        {
            var trailers = refused.Trailers.Select(entry => $"{entry.Key}: {(entry.IsBinary ? System.Text.Encoding.UTF8.GetString(entry.ValueBytes) : entry.Value)}");
            return string.Join('\n', [refused.Status.Detail, .. trailers]);
        }
    }

    private static async Task SendAsync(AsyncClientStreamingCall<byte[], byte[]> call, byte[] request)
    {
        await call.RequestStream.WriteAsync(request);
        await call.RequestStream.CompleteAsync();
        await call;
    }
}
