using Google.Rpc;
using Grpc.Core;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Errors;

public class Faults
{
    private const string Secret = "Mrs Sample, born 1970";

    [Fact]
    public async Task Known_ones_get_their_reason()
    {
        await using var server = await FrontendServer.StartAsync();
        server.Classify = fault => fault is TimeoutException ? ErrorReason.OutcomeUnknown : null;
        server.Grains.Chart.On(nameof(IChartGrain.AppendAsync), _ => throw new TimeoutException(Secret));

        var refusal = await server.Charts.AppendEntriesAsync(Samples.Append(Samples.Note()), FrontendServer.SignedIn).RefusedAsync();

        refusal.Is(ErrorReason.OutcomeUnknown, StatusCode.Unknown);
        Assert.DoesNotContain(Secret, refusal.ToString());
    }

    [Fact]
    public async Task Others_get_an_id_that_the_log_has_too()
    {
        await using var server = await FrontendServer.StartAsync();
        server.Grains.Chart.On(nameof(IChartGrain.AppendAsync), _ => Task.FromException<Answer<Recorded>>(new FormatException(Secret)));

        var refusal = await server.Charts.AppendEntriesAsync(Samples.Append(Samples.Note()), FrontendServer.SignedIn).RefusedAsync();

        Assert.Equal(StatusCode.Internal, refusal.StatusCode);
        var id = refusal.Details().Details.Single().Unpack<RequestInfo>().RequestId;
        Assert.Contains(id, refusal.Status.Detail);
        Assert.Contains(id, server.Log.Text);
        Assert.Contains(nameof(FormatException), server.Log.Text);
        Assert.DoesNotContain(Secret, server.Log.Text + refusal);
    }

    [Fact]
    public async Task A_call_that_the_client_gave_up_is_none()
    {
        await using var server = await FrontendServer.StartAsync();
        server.Grains.Chart.On(nameof(IChartGrain.ListAsync), _ =>
            Task.FromResult<Answer<EntryPage>>(new EntryPage(1, [.. Enumerable.Range(1, 200).Select(id => Samples.Entry(id))], More: true)));
        using var gaveUp = new CancellationTokenSource();
        var call = server.Charts.ListEntries(new() { ChartId = Samples.ChartId }, FrontendServer.SignedIn.WithCancellationToken(gaveUp.Token));
        await call.NextAsync();

        gaveUp.Cancel();
        var refusal = await call.RefusedAsync();

        // The list has no end: stopping waits for it, so it stops only because the client left.
        await server.App.StopAsync().WaitAsync(Refusals.Patience);

        Assert.Equal(StatusCode.Cancelled, refusal.StatusCode);
        Assert.DoesNotContain("failed, id", server.Log.Text);
    }
}
