using Google.Protobuf;
using Grpc.Core;
using MedRecords.Conformance.Grpc.Server;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace MedRecords.Conformance.Grpc.Errors;

public sealed class A_reader_that_refuses
{
    [Fact]
    public async Task Ends_the_call_with_its_own_status_and_trailers()
    {
        await using var server = await ProbeServer.StartAsync(map: app => app.MapGrpcService<Choosy>());

        using var call = server.Channel.CreateCallInvoker().AsyncUnaryCall(Choosy.Method, null, default, new Note());
        var refusal = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);

        Assert.Equal((StatusCode.InvalidArgument, "not this"), (refusal.StatusCode, refusal.Status.Detail));
        Assert.Equal("why", refusal.Trailers.GetValue("told"));
    }

    [BindServiceMethod(typeof(Choosy), nameof(Bind))]
    private class Choosy
    {
        private static readonly Marshaller<Note> Marshaller = Marshallers.Create<Note>(
            static (note, context) => context.Complete(note.ToByteArray()),
            static _ => throw new RpcException(new(StatusCode.InvalidArgument, "not this"), new Metadata { { "told", "why" } }));

        public static Method<Note, Note> Method { get; } = new(MethodType.Unary, "medrecords.probe.Choosy", "Take", Marshaller, Marshaller);

        public static void Bind(ServiceBinderBase binder, Choosy? service) => binder.AddMethod(Method, service is null ? null : service.Take);

        public virtual Task<Note> Take(Note request, ServerCallContext context) => throw new InvalidOperationException("The request is never read.");
    }
}
