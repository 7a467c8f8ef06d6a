using Google.Protobuf.Reflection;
using Grpc.Core;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Authentication;

public class EveryMethod
{
    private const string SignIn = "/medrecords.v1.Sessions/SignIn";

    private static readonly string[] WithoutDeadline =
    [
        "/medrecords.v1.ChangeFeed/Watch",
        "/medrecords.v1.Charts/ExportChart",
        "/medrecords.v1.Charts/ImportBundle",
        "/medrecords.v1.Operations/Backup",
        "/medrecords.v1.Operations/RewrapKeys",
        "/medrecords.v1.Operations/VerifyJournal",
    ];

    private static MethodDescriptor[] Methods => Server.Methods.All;

    [Fact]
    public async Task Is_mapped()
    {
        await using var server = await FrontendServer.StartAsync();

        var mapped = Mapped(server).Where(path => path.StartsWith("/medrecords.", StringComparison.Ordinal));

        Assert.Equal(55, Methods.Length);
        Assert.Equal(Methods.Select(PathOf).Order(), mapped.Order());
    }

    [Fact]
    public async Task Is_closed_without_a_token_but_sign_in()
    {
        await using var server = await FrontendServer.StartAsync();
        foreach (var method in Methods.Where(method => PathOf(method) != SignIn))
        {
            var refusal = await CallAsync(server, method, new CallOptions(deadline: DateTime.UtcNow.AddSeconds(60)));
            Assert.True(refusal?.StatusCode == StatusCode.Unauthenticated, PathOf(method));
            refusal!.Is(ErrorReason.NotSignedIn, StatusCode.Unauthenticated);
        }

        Assert.Empty(server.Grains.Asked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer two tokens")]
    [InlineData("Bearer good-token, Bearer good-token")]
    [InlineData("Basic good-token")]
    [InlineData("good-token")]
    [InlineData("Bearer wrong-token")]
    public async Task Is_closed_with_a_credential_that_is_none(string authorization)
    {
        await using var server = await FrontendServer.StartAsync();
        var options = new CallOptions(new Metadata { { "authorization", authorization } }, DateTime.UtcNow.AddSeconds(60));
        foreach (var method in Methods.Where(method => PathOf(method) != SignIn))
            (await CallAsync(server, method, options))!.Is(ErrorReason.NotSignedIn, StatusCode.Unauthenticated);
    }

    [Fact]
    public async Task Needs_a_deadline_but_those_that_last()
    {
        await using var server = await FrontendServer.StartAsync();
        var closed = new List<string>();
        foreach (var method in Methods.Where(method => PathOf(method) != SignIn))
        {
            var refusal = await CallAsync(server, method, FrontendServer.SignedIn.WithDeadline(DateTime.MaxValue));
            if (refusal?.StatusCode == StatusCode.InvalidArgument && refusal.Info().Reason == "ERROR_REASON_DEADLINE_NEEDED") closed.Add(PathOf(method));
        }

        Assert.Equal(Methods.Select(PathOf).Except([SignIn, .. WithoutDeadline]).Order(), closed.Order());
    }

    [Fact]
    public async Task Of_health_and_reflection_is_open()
    {
        await using var server = await FrontendServer.StartAsync();
        var others = Mapped(server).Where(path => !path.StartsWith("/medrecords.", StringComparison.Ordinal)).ToList();

        Assert.All(others, path => Assert.Matches("^/grpc[.](health[.]v1[.]Health|reflection[.]v1(alpha)?[.]ServerReflection)/", path));
        Assert.All(others, path => Assert.True(GrpcFrontend.Calls.CallPolicy.Of(path).IsOpen, path));
    }

    [Fact]
    public async Task Of_reflection_is_gone_where_it_is_off()
    {
        await using var server = await FrontendServer.StartAsync(new() { Reflection = false });

        Assert.DoesNotContain(Mapped(server), path => path.Contains("reflection", StringComparison.Ordinal));
    }

    private static Task<RpcException?> CallAsync(FrontendServer server, MethodDescriptor method, CallOptions options) =>
        Raw.EndAsync(server.Channel, method, options, []);

    private static string PathOf(MethodDescriptor method) => $"/{method.Service.FullName}/{method.Name}";

    private static IEnumerable<string> Mapped(FrontendServer server) =>
        from endpoint in server.App.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        where endpoint.RoutePattern.Parameters.Count == 0
        select endpoint.RoutePattern.RawText;
}
