using Google.Rpc;
using Grpc.Core;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Grains.Interfaces.Operations;
using MedRecords.GrpcFrontend.Hosting;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.GrpcFrontend.Tests.Watch;
using MedRecords.V1;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Draining;

public class Stopping
{
    private static readonly TimeSpan StreamEndingTime = new FrontendOptions().StreamEndingTime;

    [Fact]
    public async Task Lets_a_call_in_flight_finish_and_refuses_the_next()
    {
        await using var server = await FrontendServer.StartAsync();
        var (begun, answer) = HoldAppend(server);
        var inFlight = server.Charts.AppendEntriesAsync(Samples.Append(Samples.Note()), FrontendServer.SignedIn).ResponseAsync;
        await begun.WaitAsync(Refusals.Patience);

        // Told to stop, and still listening: what comes now is refused by us, not by a closed port.
        server.App.Lifetime.StopApplication();
        var refused = await Assert.ThrowsAsync<RpcException>(() => server.Charts.AppendEntriesAsync(Samples.Append(Samples.Note()), FrontendServer.SignedIn).ResponseAsync.WaitAsync(Refusals.Patience));

        refused.Is(ErrorReason.SiloDraining, StatusCode.Unavailable);
        Assert.Contains(refused.Details().Details, detail => detail.Is(RetryInfo.Descriptor));
        var stopped = server.App.StopAsync();
        Assert.False(stopped.IsCompleted);
        answer.SetResult(Samples.Recorded());
        Assert.Equal(7, (await inFlight.WaitAsync(Refusals.Patience)).Version);
        await stopped.WaitAsync(Refusals.Patience);
        Assert.Single(server.Grains.Chart.Calls);
    }

    [Fact]
    public async Task Answers_about_its_health_to_the_last()
    {
        await using var server = await FrontendServer.StartAsync();
        var (begun, answer) = HoldAppend(server);
        var inFlight = server.Charts.AppendEntriesAsync(Samples.Append(Samples.Note()), FrontendServer.SignedIn).ResponseAsync;
        await begun.WaitAsync(Refusals.Patience);

        server.App.Lifetime.StopApplication();
        var check = new Method<byte[], byte[]>(MethodType.Unary, "grpc.health.v1.Health", "Check", Raw.Marshaller, Raw.Marshaller);
        await server.Channel.CreateCallInvoker().AsyncUnaryCall(check, null, new CallOptions(), []).ResponseAsync.WaitAsync(Refusals.Patience);

        answer.SetResult(Samples.Recorded());
        await inFlight.WaitAsync(Refusals.Patience);
    }

    [Fact]
    public async Task Ends_a_watch_at_once_with_a_reason_that_says_to_watch_again()
    {
        await using var server = await FrontendServer.StartAsync();
        _ = new TestFeed(server);
        using var call = server.Feed.Watch(new(), FrontendServer.SignedIn.WithDeadline(DateTime.MaxValue));
        await call.NextAsync();

        var stopped = server.App.StopAsync();

        (await Assert.ThrowsAsync<RpcException>(() => call.NextAsync())).Is(ErrorReason.SiloDraining, StatusCode.Unavailable);
        await stopped.WaitAsync(Refusals.Patience);
    }

    [Fact]
    public async Task Ends_a_stream_that_takes_too_long_and_not_before()
    {
        await using var server = await FrontendServer.StartAsync();
        server.Grains.Operations.On(nameof(IOperationsGrain.AuthorizeAsync), _ => Task.FromResult<Answer<Done>>(Done.Instance));
        server.Grains.Operations.On(nameof(IOperationsGrain.VerifyAsync), _ => Endless());
        using var call = server.Operations.VerifyJournal(new(), FrontendServer.SignedIn.WithDeadline(DateTime.MaxValue));
        await call.NextAsync();

        var stopped = server.App.StopAsync();
        var next = call.NextAsync();
        server.Time.Advance(StreamEndingTime - TimeSpan.FromSeconds(1));
        Assert.False(next.IsCompleted);
        Assert.False(stopped.IsCompleted);
        server.Time.Advance(TimeSpan.FromSeconds(1));

        (await Assert.ThrowsAsync<RpcException>(() => next)).Is(ErrorReason.SiloDraining, StatusCode.Unavailable);
        await stopped.WaitAsync(Refusals.Patience);
    }

    [Fact]
    public async Task Ends_an_import_whose_client_goes_on_sending()
    {
        await using var server = await FrontendServer.StartAsync();
        using var call = server.Charts.ImportBundle(FrontendServer.SignedIn.WithDeadline(DateTime.MaxValue));
        await call.RequestStream.WriteAsync(new() { Site = "main" });
        await FirstCallAsync(server);

        var stopped = server.App.StopAsync();
        server.Time.Advance(StreamEndingTime);

        (await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.WaitAsync(Refusals.Patience))).Is(ErrorReason.SiloDraining, StatusCode.Unavailable);
        await stopped.WaitAsync(Refusals.Patience);
    }

    private static (Task Begun, TaskCompletionSource<Answer<Recorded>> Answer) HoldAppend(FrontendServer server)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource<Answer<Recorded>>(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Grains.Chart.On(nameof(IChartGrain.AppendAsync), _ =>
        {
            begun.SetResult();
            return answer.Task;
        });
        return (begun.Task, answer);
    }

    /// <summary>Until a call is inside.</summary>
    private static async Task FirstCallAsync(FrontendServer server)
    {
        var load = server.App.Services.GetRequiredService<FrontendLoad>();
        using var late = new CancellationTokenSource(Refusals.Patience);
        while (load.Calls == 0)
            await Task.Delay(5, late.Token);
    }

    private static async IAsyncEnumerable<JournalCheck> Endless()
    {
        yield return new JournalCheck(1, 1, "", false);
        await Task.Delay(Timeout.Infinite);
    }
}
