using System.Reflection;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.Server;

/// <summary>Makes an endpoint of each method of a service; interceptors and handler are joined once, when the method is bound.</summary>
internal sealed class ServiceEndpoints<TService> : ServiceBinderBase where TService : class
{
    private readonly IEndpointRouteBuilder _routes;
    private readonly GrpcServiceOptions _options;
    private readonly ILogger _logger;
    private readonly PerCall<TService> _service;
    private readonly PerCall<Interceptor>[] _innermostFirst;

    public ServiceEndpoints(IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        _routes = routes;
        _options = services.GetRequiredService<IOptions<GrpcServiceOptions>>().Value;
        _logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Grpc.AspNetCore.Server");
        _service = new(services, typeof(TService));
        _innermostFirst = [.. _options.Interceptors.Types.AsEnumerable().Reverse().Select(type => new PerCall<Interceptor>(services, type))];
    }

    /// <summary>Has the generated code add the service's methods.</summary>
    public void Bind()
    {
        var bind = typeof(TService).GetCustomAttribute<BindServiceMethodAttribute>()
            ?? throw new InvalidOperationException($"{typeof(TService)} does not derive from a generated service.");
        bind.BindType.GetMethods().Single(m => m.Name == bind.BindMethodName && m.GetParameters().Length == 2).Invoke(null, [this, null]);
    }

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var handle = Bind<Func<TService, TRequest, ServerCallContext, Task<TResponse>>>(method);
        UnaryServerMethod<TRequest, TResponse> serve = (request, context) => handle(Service(context), request, context);
        foreach (var interceptor in _innermostFirst)
        {
            var next = serve;
            serve = (request, context) => interceptor.Get(context.GetHttpContext()).UnaryServerHandler(request, context, next);
        }
        Map(method, handle.Method, call =>
        {
            var read = call.Requests(method.RequestMarshaller).ReadSoleAsync(default);
            return read.IsCompletedSuccessfully ? RespondAsync(call, method, serve(read.Result, call)) : LaterAsync(call, read);
        });

        async Task LaterAsync(HttpServerCallContext call, ValueTask<TRequest> read) => await RespondAsync(call, method, serve(await read, call));
    }

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var handle = Bind<Func<TService, IAsyncStreamReader<TRequest>, ServerCallContext, Task<TResponse>>>(method);
        ClientStreamingServerMethod<TRequest, TResponse> serve = (requests, context) => handle(Service(context), requests, context);
        foreach (var interceptor in _innermostFirst)
        {
            var next = serve;
            serve = (requests, context) => interceptor.Get(context.GetHttpContext()).ClientStreamingServerHandler(requests, context, next);
        }
        Map(method, handle.Method, call => RespondAsync(call, method, serve(new RequestStream<TRequest>(call, method.RequestMarshaller), call)));
    }

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var handle = Bind<Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task>>(method);
        ServerStreamingServerMethod<TRequest, TResponse> serve = (request, responses, context) => handle(Service(context), request, responses, context);
        foreach (var interceptor in _innermostFirst)
        {
            var next = serve;
            serve = (request, responses, context) => interceptor.Get(context.GetHttpContext()).ServerStreamingServerHandler(request, responses, context, next);
        }
        Map(method, handle.Method, async call =>
        {
            var request = await call.Requests(method.RequestMarshaller).ReadSoleAsync(default);
            await serve(request, new ResponseStream<TResponse>(call, method.ResponseMarshaller), call);
        });
    }

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var handle = Bind<Func<TService, IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task>>(method);
        DuplexStreamingServerMethod<TRequest, TResponse> serve = (requests, responses, context) => handle(Service(context), requests, responses, context);
        foreach (var interceptor in _innermostFirst)
        {
            var next = serve;
            serve = (requests, responses, context) => interceptor.Get(context.GetHttpContext()).DuplexStreamingServerHandler(requests, responses, context, next);
        }
        Map(method, handle.Method, call => serve(
            new RequestStream<TRequest>(call, method.RequestMarshaller), new ResponseStream<TResponse>(call, method.ResponseMarshaller), call));
    }

    private static TDelegate Bind<TDelegate>(IMethod method) where TDelegate : Delegate
    {
        var parameters = typeof(TDelegate).GetMethod("Invoke")!.GetParameters().Skip(1).Select(parameter => parameter.ParameterType);
        return typeof(TService).GetMethod(method.Name, [.. parameters])!.CreateDelegate<TDelegate>();
    }

    private TService Service(ServerCallContext context) => _service.Get(context.GetHttpContext());

    private static Task RespondAsync<TRequest, TResponse>(HttpServerCallContext call, Method<TRequest, TResponse> method, Task<TResponse> response)
    {
        return response.IsCompletedSuccessfully ? call.WriteAsync(response.Result, method.ResponseMarshaller) : LaterAsync();
        async Task LaterAsync() => await call.WriteAsync(await response, method.ResponseMarshaller);
    }

    private void Map(IMethod method, MethodInfo handler, Func<HttpServerCallContext, Task> serve) =>
        _routes.MapPost(method.FullName, new CallEndpoint(method, _options, _logger, serve).HandleAsync)
            .WithDisplayName($"gRPC - {method.FullName}")
            .WithMetadata([.. typeof(TService).GetCustomAttributes(inherit: true), .. handler.GetCustomAttributes(inherit: true), new ServiceMetadata(typeof(TService))]);
}

/// <summary>Marks an endpoint as a method of a service.</summary>
internal sealed record ServiceMetadata(Type Service);
