using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace MedRecords.GrpcFrontend.Tests.Server;

/// <summary>A call that has nothing but its HTTP request.</summary>
public sealed class HttpCall : ServerCallContext
{
    public HttpCall(HttpContext http) => UserState["__HttpContext"] = http;

    protected override string MethodCore => "/medrecords.v1.Charts/GetChart";

    protected override string HostCore => "localhost";

    protected override string PeerCore => "ipv4:127.0.0.1:1";

    protected override DateTime DeadlineCore => DateTime.MaxValue;

    protected override Metadata RequestHeadersCore { get; } = [];

    protected override CancellationToken CancellationTokenCore => CancellationToken.None;

    protected override Metadata ResponseTrailersCore { get; } = [];

    protected override Status StatusCore { get; set; }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore { get; } = new(null, []);

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) => throw new NotSupportedException();

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => throw new NotSupportedException();
}
