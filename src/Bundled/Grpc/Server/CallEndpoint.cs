using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

/// <summary>Takes a request as a call: checks the protocol, serves, and sends the status whatever happens.</summary>
internal sealed partial class CallEndpoint(IMethod method, GrpcServiceOptions options, ILogger logger, Func<HttpServerCallContext, Task> serve)
{
    public Task HandleAsync(HttpContext http)
    {
        if (!Headers.IsGrpc(http.Request.ContentType))
            return RefuseAsync(http, StatusCodes.Status415UnsupportedMediaType);
        if (HttpProtocol.IsHttp11(http.Request.Protocol) || HttpProtocol.IsHttp10(http.Request.Protocol))
            return RefuseAsync(http, StatusCodes.Status426UpgradeRequired);
        if (method.Type is MethodType.ClientStreaming or MethodType.DuplexStreaming)
            AllowAnyLength(http);

        var call = new HttpServerCallContext(http, options);
        try
        {
            var served = serve(call);
            return served.IsCompletedSuccessfully ? call.EndAsync() : AwaitAsync(call, served);
        }
        catch (Exception e)
        {
            return FailAsync(call, e);
        }
    }

    private async Task AwaitAsync(HttpServerCallContext call, Task served)
    {
        try
        {
            await served;
            await call.EndAsync();
        }
        catch (Exception e)
        {
            await FailAsync(call, e);
        }
    }

    private Task FailAsync(HttpServerCallContext call, Exception exception)
    {
        if (exception is RpcException refusal)
            LogRefused(method.FullName, refusal.StatusCode, refusal.Status.DebugException);
        else if (!call.CancellationToken.IsCancellationRequested)
            LogFailed(method.FullName, exception);
        return call.FailAsync(exception);
    }

    private static Task RefuseAsync(HttpContext http, int statusCode)
    {
        http.Response.StatusCode = statusCode;
        http.Response.Headers.GrpcStatus = Headers.ToHeader(StatusCode.Internal);
        return Task.CompletedTask;
    }

    /// <summary>A stream may last and be silent, so the limits meant for single requests do not apply.</summary>
    private static void AllowAnyLength(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
    }

    [LoggerMessage(1, LogLevel.Information, "{Method} was refused with {StatusCode}.")]
    private partial void LogRefused(string method, StatusCode statusCode, Exception? exception);

    [LoggerMessage(2, LogLevel.Error, "{Method} failed.")]
    private partial void LogFailed(string method, Exception exception);
}
