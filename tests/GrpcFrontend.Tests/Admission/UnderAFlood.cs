using System.Globalization;
using Google.Rpc;
using Grpc.Core;
using MedRecords.Grains.Interfaces.Accounts;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Directory;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;
using Xunit;
using Session = MedRecords.Grains.Interfaces.Accounts.Session;

namespace MedRecords.GrpcFrontend.Tests.Admission;

public class UnderAFlood
{
    private readonly TaskCompletionSource<Answer<SiteList>> _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _arrived = new(0);

    [Fact]
    public async Task Calls_beyond_what_may_wait_are_told_when_to_come_back()
    {
        await using var server = await StartAsync(new() { FixedInFlight = 1, MaxWaitingPerAccount = 2 });
        var calls = await FillAsync(server, 3);

        var refusal = await server.Directory.ListSitesAsync(new(), FrontendServer.SignedIn).RefusedAsync();
        _goOn.SetResult(new SiteList([]));

        refusal.Is(ErrorReason.Overloaded, StatusCode.ResourceExhausted);
        var delay = refusal.Details().Details.Single(detail => detail.Is(RetryInfo.Descriptor)).Unpack<RetryInfo>().RetryDelay.ToTimeSpan();
        Assert.Equal(delay.TotalMilliseconds, double.Parse(refusal.Trailers.GetValue("grpc-retry-pushback-ms")!, CultureInfo.InvariantCulture));
        Assert.InRange(delay, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(20));
        await Task.WhenAll(calls).WaitAsync(Refusals.Patience);
    }

    [Fact]
    public async Task A_call_whose_client_leaves_gives_up_its_place()
    {
        await using var server = await StartAsync(new() { FixedInFlight = 1, MaxWaitingPerAccount = 1 });
        var running = await FillAsync(server, 1);
        using var leaving = new CancellationTokenSource();
        var left = server.Directory.ListSitesAsync(new(), FrontendServer.SignedIn.WithCancellationToken(leaving.Token)).ResponseAsync;
        await UntilAsync(() => Waiting(server) == 1);

        await leaving.CancelAsync();
        await Assert.ThrowsAsync<RpcException>(() => left);
        await UntilAsync(() => Waiting(server) == 0);
        var next = await UntilWaitingAsync(server);
        _goOn.SetResult(new SiteList([]));

        await Task.WhenAll([.. running, next]).WaitAsync(Refusals.Patience);
        Assert.Equal(2, server.Grains.Directory.Calls.Count);
    }

    [Fact]
    public async Task An_emergency_goes_at_once()
    {
        await using var server = await StartAsync(new() { FixedInFlight = 1 });
        var calls = await FillAsync(server, 5);

        var emergency = server.Directory.ListSitesAsync(new(), FrontendServer.As(StubGrains.Token, ("x-purpose", "emergency"))).ResponseAsync;
        Assert.True(await _arrived.WaitAsync(Refusals.Patience));
        _goOn.SetResult(new SiteList([]));

        await emergency.WaitAsync(Refusals.Patience);
        Assert.Equal(Purpose.Emergency, server.Grains.Directory.Arguments<Caller>(nameof(IDirectoryGrain.ListSitesAsync)).ElementAt(1).Purpose);
        await Task.WhenAll(calls).WaitAsync(Refusals.Patience);
    }

    [Fact]
    public async Task Health_and_signing_in_do_not_wait_for_other_calls()
    {
        await using var server = await StartAsync(new() { FixedInFlight = 1 });
        server.Grains.Sessions.On(nameof(ISessionsGrain.SignInAsync), _ => Task.FromResult<Answer<Session>>(new Refusal(ErrorReason.SignInFailed, "No.")));
        var calls = await FillAsync(server, 5);

        var refusal = await server.Sessions.SignInAsync(new() { User = "someone", Password = "a long enough password" }, deadline: DateTime.UtcNow + Refusals.Patience).RefusedAsync();
        var health = await Raw.EndAsync(server.Channel, Grpc.Health.V1.HealthReflection.Descriptor.Services[0].Methods[0], new CallOptions(deadline: DateTime.UtcNow + Refusals.Patience), []);
        _goOn.SetResult(new SiteList([]));

        refusal.Is(ErrorReason.SignInFailed, StatusCode.Unauthenticated);
        Assert.Null(health);
        await Task.WhenAll(calls).WaitAsync(Refusals.Patience);
    }

    [Fact]
    public async Task Passwords_are_hashed_a_few_at_a_time()
    {
        await using var server = await StartAsync(new() { MaxHashing = 1, MaxWaitingPerAccount = 1 });
        var hashed = new TaskCompletionSource<Answer<Session>>();
        server.Grains.Sessions.On(nameof(ISessionsGrain.SignInAsync), _ =>
        {
            _arrived.Release();
            return hashed.Task;
        });
        var first = SignInAsync(server);
        Assert.True(await _arrived.WaitAsync(Refusals.Patience));

        RpcException? refusal = null;
        var others = new List<Task<RpcException>>();
        while (refusal is null)
        {
            others.Add(SignInAsync(server));
            refusal = others.Where(call => call.IsCompleted).Select(call => call.Result).FirstOrDefault();
            await Task.Yield();
        }

        hashed.SetResult(new Refusal(ErrorReason.SignInFailed, "No."));
        refusal.Is(ErrorReason.Overloaded, StatusCode.ResourceExhausted);
        (await first).Is(ErrorReason.SignInFailed, StatusCode.Unauthenticated);
        await Task.WhenAll(others);
    }

    [Fact]
    public async Task Streams_of_one_account_are_bounded()
    {
        await using var server = await StartAsync(new() { Transfers = new(Total: 10, PerSite: 10, PerAccount: 1) });
        using var first = server.Charts.ImportBundle(FrontendServer.SignedIn);
        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            // The first one holds its place once the server has seen it; until then one of these may be the first.
            while (true)
            {
                using var next = server.Charts.ImportBundle(FrontendServer.SignedIn);
                using var another = server.Charts.ImportBundle(FrontendServer.SignedIn);
                await await Task.WhenAny(next.ResponseAsync, another.ResponseAsync).WaitAsync(Refusals.Patience);
            }
        });

        refusal.Is(ErrorReason.Overloaded, StatusCode.ResourceExhausted);
    }

    private static async Task<RpcException> SignInAsync(FrontendServer server) =>
        await server.Sessions.SignInAsync(new() { User = "someone", Password = "a long enough password" }, deadline: DateTime.UtcNow + Refusals.Patience).RefusedAsync();

    private async Task<FrontendServer> StartAsync(GrpcFrontend.Admission.AdmissionOptions admission)
    {
        var server = await FrontendServer.StartAsync(new() { Admission = admission });
        server.Grains.Directory.On(nameof(IDirectoryGrain.ListSitesAsync), _ =>
        {
            _arrived.Release();
            return _goOn.Task;
        });
        return server;
    }

    // One call runs, the others wait: a call is known to wait once one more is refused or the gate says so.
    private async Task<List<Task>> FillAsync(FrontendServer server, int count)
    {
        var calls = new List<Task> { server.Directory.ListSitesAsync(new(), FrontendServer.SignedIn).ResponseAsync };
        Assert.True(await _arrived.WaitAsync(Refusals.Patience));
        for (var call = 1; call < count; call++) calls.Add(await UntilWaitingAsync(server));
        return calls;
    }

    private static async Task<Task> UntilWaitingAsync(FrontendServer server)
    {
        var before = Waiting(server);
        var call = server.Directory.ListSitesAsync(new(), FrontendServer.SignedIn).ResponseAsync;
        await UntilAsync(() => Waiting(server) > before);
        return call;
    }

    private static int Waiting(FrontendServer server) =>
        ((GrpcFrontend.Admission.Gates)server.App.Services.GetService(typeof(GrpcFrontend.Admission.Gates))!).Calls.Look().Waiting.Sum(site => site.Waiting);

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(Refusals.Patience);
        while (!holds())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
