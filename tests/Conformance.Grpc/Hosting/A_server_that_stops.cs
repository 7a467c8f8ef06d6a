using Grpc.Core;
using MedRecords.Conformance.Grpc.Server;
using Xunit;

namespace MedRecords.Conformance.Grpc.Hosting;

public sealed class A_server_that_stops
{
    [Fact]
    public async Task Finishes_the_calls_in_flight_and_takes_no_new_ones()
    {
        await using var server = await ProbeServer.StartAsync();
        var inFlight = server.Client.HangAsync(new Note { Text = "in flight" });
        await server.Barriers.Passed("in flight:started").Within();

        var stopping = server.App.StopAsync();
        await RefusesNewCallsAsync(server);
        Assert.False(stopping.IsCompleted);
        Assert.False(server.Barriers.Passed("in flight:cancelled").IsCompleted);

        server.Barriers.Pass("in flight:let go");
        await inFlight.ResponseAsync.Within();
        await stopping.Within();
    }

    private static async Task RefusesNewCallsAsync(ProbeServer server)
    {
        var patience = DateTime.UtcNow.AddSeconds(30);
        while (DateTime.UtcNow < patience)
        {
            try
            {
                await server.Client.EchoAsync(new Note(), deadline: patience);
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable)
            {
                return;
            }
        }
        Assert.Fail("The stopping server still takes new calls.");
    }
}
