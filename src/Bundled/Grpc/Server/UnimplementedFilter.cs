using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server;

/// <summary>Answers calls that no endpoint took with UNIMPLEMENTED; standing last, it costs other calls nothing.</summary>
internal sealed class UnimplementedFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        next(app);
        app.Use(rest => http => http.GetEndpoint() is null && Headers.IsGrpc(http.Request.ContentType) ? RefuseAsync(http) : rest(http));
    };

    private static Task RefuseAsync(HttpContext http)
    {
        http.Response.ContentType = Headers.ContentType;
        http.Response.Headers.GrpcStatus = Headers.ToHeader(StatusCode.Unimplemented);
        http.Response.Headers.GrpcMessage = "The server has no such method.";
        return Task.CompletedTask;
    }
}
