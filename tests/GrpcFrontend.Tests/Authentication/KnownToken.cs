using Grpc.Core;
using MedRecords.Grains.Interfaces.Accounts;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Directory;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Authentication;

public class KnownToken
{
    [Fact]
    public async Task Tells_the_grain_who_calls_and_why()
    {
        await using var server = await StartAsync();

        await server.Directory.ListSitesAsync(
            new(), FrontendServer.As(StubGrains.Token, ("x-purpose", "patient-request"), ("x-on-behalf-of", "nurse-7")));

        var caller = server.Grains.Directory.Arguments<Caller>(nameof(IDirectoryGrain.ListSitesAsync)).Single();
        Assert.Equal(new Caller("account-1", "session-1", Purpose.PatientRequest, "nurse-7", "127.0.0.1"), caller);
    }

    [Fact]
    public async Task Is_asked_about_once_until_it_runs_out()
    {
        await using var server = await StartAsync();
        server.Grains.Sessions.On(nameof(ISessionsGrain.IdentifyAsync), _ =>
            Task.FromResult<Answer<Identity>>(new Identity("account-1", "session-1", server.Time.GetUtcNow().AddMinutes(5), "site-1")));

        for (var call = 0; call < 3; call++) await server.Directory.ListSitesAsync(new(), FrontendServer.SignedIn);
        Assert.Single(server.Grains.Sessions.Calls);

        server.Time.Advance(TimeSpan.FromMinutes(5));
        await server.Directory.ListSitesAsync(new(), FrontendServer.SignedIn.WithDeadline(DateTime.UtcNow.AddMinutes(10)));
        Assert.Equal(2, server.Grains.Sessions.Calls.Count);
    }

    [Fact]
    public async Task Is_asked_about_again_after_a_refusal()
    {
        await using var server = await StartAsync();

        for (var call = 0; call < 2; call++)
        {
            var refusal = await server.Directory.ListSitesAsync(new(), FrontendServer.As("other")).RefusedAsync();
            refusal.Is(ErrorReason.NotSignedIn, StatusCode.Unauthenticated);
        }

        Assert.Equal(2, server.Grains.Sessions.Calls.Count);
    }

    [Theory]
    [InlineData("x-purpose", "curiosity")]
    [InlineData("x-purpose", "Treatment")]
    [InlineData("x-purpose", "")]
    [InlineData("x-on-behalf-of", "")]
    public async Task With_metadata_that_says_nothing_known_is_refused(string key, string value)
    {
        await using var server = await StartAsync();

        var refusal = await server.Directory.ListSitesAsync(new(), FrontendServer.As(StubGrains.Token, (key, value))).RefusedAsync();

        refusal.Is(ErrorReason.InvalidRequest, StatusCode.InvalidArgument);
        Assert.StartsWith(key, refusal.Status.Detail);
    }

    private static async Task<FrontendServer> StartAsync()
    {
        var server = await FrontendServer.StartAsync();
        server.Grains.Directory.On(nameof(IDirectoryGrain.ListSitesAsync), _ => Task.FromResult<Answer<SiteList>>(new SiteList([])));
        return server;
    }
}
