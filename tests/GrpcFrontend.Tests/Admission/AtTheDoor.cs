using System.Globalization;
using Google.Rpc;
using Grpc.Core;
using MedRecords.Grains.Interfaces.Accounts;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Directory;
using MedRecords.GrpcFrontend.Calls;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Admission;

/// <summary>What is refused before gRPC takes a call, told by what the calls' own measure does not count.</summary>
public class AtTheDoor
{
    [Fact]
    public async Task Tokens_that_are_nobodys_are_checked_a_hundred_times_and_then_twenty_a_second()
    {
        await using var server = await StartAsync();

        var refusals = new List<RpcException>();
        for (var token = 0; token < 150; token++) refusals.Add(await ListAsync(server, $"made-up-{token}"));

        Assert.Equal(100, server.Grains.Sessions.Calls.Count);
        Assert.All(refusals.Take(100), refusal => refusal.Is(ErrorReason.NotSignedIn, StatusCode.Unauthenticated));
        Assert.All(refusals.Skip(100), refusal => refusal.Is(ErrorReason.Overloaded, StatusCode.ResourceExhausted));

        server.Time.Advance(TimeSpan.FromSeconds(1));
        for (var token = 0; token < 30; token++) await ListAsync(server, $"another-{token}");
        Assert.Equal(120, server.Grains.Sessions.Calls.Count);
    }

    [Fact]
    public async Task A_token_that_is_known_goes_on_while_its_address_shows_others_that_are_nobodys()
    {
        await using var server = await StartAsync();
        await server.Directory.ListSitesAsync(new(), FrontendServer.SignedIn);
        for (var token = 0; token < 150; token++) await ListAsync(server, $"made-up-{token}");

        await server.Directory.ListSitesAsync(new(), FrontendServer.SignedIn);
    }

    [Fact]
    public async Task Tokens_that_are_somebodys_are_not_counted()
    {
        await using var server = await StartAsync();
        server.Grains.Sessions.On(nameof(ISessionsGrain.IdentifyAsync), arguments =>
            Task.FromResult<Answer<Identity>>(new Identity($"account-{arguments[0]}", "session", server.Time.GetUtcNow().AddMinutes(5), "site-1")));

        for (var token = 0; token < 300; token++)
            await server.Directory.ListSitesAsync(new(), FrontendServer.As($"token-{token}"));
    }

    [Fact]
    public async Task An_overloaded_address_is_told_when_to_come_back()
    {
        await using var server = await StartAsync();
        for (var token = 0; token < 100; token++) await ListAsync(server, $"made-up-{token}");

        var refusal = await ListAsync(server, "one-more");

        var delay = refusal.Details().Details.Single(detail => detail.Is(RetryInfo.Descriptor)).Unpack<RetryInfo>().RetryDelay.ToTimeSpan();
        Assert.Equal(delay.TotalMilliseconds, double.Parse(refusal.Trailers.GetValue("grpc-retry-pushback-ms")!, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Basic dXNlcjpwYXNzd29yZA==")]
    [InlineData("Bearer two words")]
    public async Task Nothing_that_could_be_a_token_is_refused_without_a_look(string authorization)
    {
        await using var server = await StartAsync();
        var headers = new Metadata();
        if (authorization.Length > 0) headers.Add("authorization", authorization);

        var refusal = await server.Directory.ListSitesAsync(new(), new CallOptions(headers, DateTime.UtcNow + Refusals.Patience)).RefusedAsync();

        refusal.Is(ErrorReason.NotSignedIn, StatusCode.Unauthenticated);
        Assert.Empty(server.Grains.Sessions.Calls);
    }

    [Fact]
    public async Task What_would_be_refused_inside_is_refused_there_with_the_same_answer()
    {
        await using var server = await StartAsync(new() { FixedInFlight = 1, MaxWaitingPerAccount = 1 });
        var goOn = new TaskCompletionSource<Answer<SiteList>>(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Grains.Directory.On(nameof(IDirectoryGrain.ListSitesAsync), _ => goOn.Task);
        var calls = Enumerable.Range(0, 2).Select(_ => server.Directory.ListSitesAsync(new(), FrontendServer.SignedIn).ResponseAsync).ToList();
        var gates = server.App.Services.GetRequiredService<GrpcFrontend.Admission.Gates>();
        while (!gates.Calls.IsCrowded) await Task.Yield();
        var begun = server.App.Services.GetRequiredService<CallMetrics>().InFlight;

        var refusal = await server.Directory.ListSitesAsync(new(), FrontendServer.SignedIn).RefusedAsync();

        refusal.Is(ErrorReason.Overloaded, StatusCode.ResourceExhausted);
        Assert.Equal(2, begun);
        goOn.SetResult(new SiteList([]));
        await Task.WhenAll(calls).WaitAsync(Refusals.Patience);
    }

    private static async Task<FrontendServer> StartAsync(GrpcFrontend.Admission.AdmissionOptions? admission = null)
    {
        var server = await FrontendServer.StartAsync(new() { Admission = admission ?? new() });
        server.Grains.Directory.On(nameof(IDirectoryGrain.ListSitesAsync), _ => Task.FromResult<Answer<SiteList>>(new SiteList([])));
        return server;
    }

    private static async Task<RpcException> ListAsync(FrontendServer server, string token) =>
        await server.Directory.ListSitesAsync(new(), FrontendServer.As(token)).RefusedAsync();
}
