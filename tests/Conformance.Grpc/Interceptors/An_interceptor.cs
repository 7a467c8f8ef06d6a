using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;
using MedRecords.Conformance.Grpc.Server;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace MedRecords.Conformance.Grpc.Interceptors;

public sealed class An_interceptor : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _log = new();
    private ProbeServer _server = null!;

    public async Task InitializeAsync() => _server = await ProbeServer.StartAsync(
        options =>
        {
            options.Interceptors.Add<Outer>();
            options.Interceptors.Add<Inner>();
        },
        services => services.AddSingleton(_log));

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Surrounds_a_unary_call_in_order()
    {
        await _server.Client.EchoAsync(new Note()).ResponseAsync.Within();
        AssertLog("outer before Echo", "inner before Echo", "inner after Echo", "outer after Echo");
    }

    [Fact]
    public async Task Surrounds_a_stream_of_requests()
    {
        using var call = _server.Client.Gather();
        await call.RequestStream.CompleteAsync().Within();
        await call.ResponseAsync.Within();
        AssertLog("outer before Gather", "inner before Gather", "inner after Gather", "outer after Gather");
    }

    [Fact]
    public async Task Surrounds_a_stream_of_responses()
    {
        using var call = _server.Client.Repeat(new Note());
        await call.ResponseStream.ToListAsync();
        AssertLog("outer before Repeat", "inner before Repeat", "inner after Repeat", "outer after Repeat");
    }

    [Fact]
    public async Task Surrounds_a_conversation()
    {
        using var call = _server.Client.Converse();
        await call.RequestStream.CompleteAsync().Within();
        await call.ResponseStream.ToListAsync();
        AssertLog("outer before Converse", "inner before Converse", "inner after Converse", "outer after Converse");
    }

    [Fact]
    public async Task Sees_how_its_call_failed()
    {
        await _server.Client.FailAsync(new Failure { Code = 5 }).FailsWith(StatusCode.NotFound);
        AssertLog("outer before Fail", "inner before Fail", "inner failed Fail", "outer failed Fail");
    }

    [Fact]
    public async Task May_refuse_a_call_before_its_handler()
    {
        await using var server = await ProbeServer.StartAsync(options => options.Interceptors.Add<Refusing>());
        var failure = await server.Client.EchoAsync(new Note()).FailsWith(StatusCode.Unauthenticated);
        Assert.Equal("who are you?", failure.Status.Detail);
        Assert.Null(server.Seen.Context);
        using var call = server.Client.Repeat(new Note());
        await call.ResponseStream.MoveNext(default).FailsWith(StatusCode.Unauthenticated);
    }

    [Fact]
    public async Task May_leave_a_value_for_the_handlers_side()
    {
        await using var server = await ProbeServer.StartAsync(options => options.Interceptors.Add<Marking>());
        using var call = server.Client.EchoAsync(new Note());
        await call.ResponseAsync.Within();
        Assert.Equal("set", call.GetTrailers().GetValue("x-mark"));
    }

    [Fact]
    public async Task Comes_from_the_services_when_registered_there()
    {
        await using var server = await ProbeServer.StartAsync(
            options => options.Interceptors.Add<Logging>(),
            services => services.AddSingleton(_log).AddSingleton(provider => new Logging(provider.GetRequiredService<ConcurrentQueue<string>>(), "registered")));
        await server.Client.EchoAsync(new Note()).ResponseAsync.Within();
        AssertLog("registered before Echo", "registered after Echo");
    }

    private void AssertLog(params string[] expected) => Assert.Equal(expected, _log);

    public sealed class Outer(ConcurrentQueue<string> log) : Logging(log, "outer");

    public sealed class Inner(ConcurrentQueue<string> log) : Logging(log, "inner");

    public class Logging(ConcurrentQueue<string> log, string name) : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request,
            ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) => Log(context, () => continuation(request, context));

        public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(IAsyncStreamReader<TRequest> requestStream,
            ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation) => Log(context, () => continuation(requestStream, context));

        public override Task ServerStreamingServerHandler<TRequest, TResponse>(TRequest request, IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation) => Log(context, async () =>
            {
                await continuation(request, responseStream, context);
                return 0;
            });

        public override Task DuplexStreamingServerHandler<TRequest, TResponse>(IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation) => Log(context, async () =>
            {
                await continuation(requestStream, responseStream, context);
                return 0;
            });

        private async Task<T> Log<T>(ServerCallContext context, Func<Task<T>> call)
        {
            var method = context.Method.Split('/')[2];
            log.Enqueue($"{name} before {method}");
            try
            {
                var result = await call();
                log.Enqueue($"{name} after {method}");
                return result;
            }
            catch
            {
                log.Enqueue($"{name} failed {method}");
                throw;
            }
        }
    }

    public sealed class Refusing : Interceptor
    {
        private static RpcException Refusal => new(new Status(StatusCode.Unauthenticated, "who are you?"));

        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request,
            ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) => throw Refusal;

        public override Task ServerStreamingServerHandler<TRequest, TResponse>(TRequest request, IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation) => throw Refusal;
    }

    public sealed class Marking : Interceptor
    {
        public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            context.UserState["mark"] = "set";
            var response = await continuation(request, context);
            context.ResponseTrailers.Add("x-mark", (string)context.UserState["mark"]);
            return response;
        }
    }
}
