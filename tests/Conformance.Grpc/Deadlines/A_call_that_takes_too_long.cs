using Grpc.Core;
using MedRecords.Conformance.Grpc.Server;
using Xunit;

namespace MedRecords.Conformance.Grpc.Deadlines;

public sealed class A_call_that_takes_too_long(ProbeServer server) : IClassFixture<ProbeServer>
{
    private static DateTime Soon => DateTime.UtcNow.AddSeconds(2);

    [Fact]
    public async Task Ends_on_the_client_and_fires_the_handlers_token()
    {
        await server.Client.HangAsync(new Note { Text = "late" }, deadline: Soon).FailsWith(StatusCode.DeadlineExceeded);
        await server.Barriers.Passed("late:cancelled").Within();
        server.Barriers.Pass("late:let go");
    }

    [Fact]
    public async Task Ends_on_the_server_though_its_handler_never_does()
    {
        var answer = await RawCall.SendAsync(server, "/medrecords.probe.Probe/Hang", RawCall.Frame(new Note { Text = "never" }), headers: ("grpc-timeout", "2S"));
        Assert.Equal("4", answer.Status);
        await server.Barriers.Passed("never:cancelled").Within();
        Assert.False(server.Barriers.Passed("never:let go").IsCompleted);
    }

    [Fact]
    public async Task Keeps_the_messages_that_came_in_time()
    {
        using var call = server.Client.HangLate(new Note { Text = "partly" }, deadline: Soon);
        Assert.True(await call.ResponseStream.MoveNext(default).Within());
        await call.ResponseStream.MoveNext(default).FailsWith(StatusCode.DeadlineExceeded);
        Assert.Equal(StatusCode.DeadlineExceeded, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Says_so_in_the_trailers_of_a_started_response()
    {
        var answer = await RawCall.SendAsync(server, "/medrecords.probe.Probe/HangLate", RawCall.Frame(new Note { Text = "trailers" }), headers: ("grpc-timeout", "2S"));
        Assert.Equal("4", answer.Trailers["grpc-status"]);
        Assert.NotEmpty(answer.Body);
    }

    [Fact]
    public async Task Ends_while_it_waits_for_requests()
    {
        using var call = server.Client.Gather(deadline: Soon);
        await call.ResponseAsync.FailsWith(StatusCode.DeadlineExceeded);
        await Assert.ThrowsAsync<RpcException>(() => call.RequestStream.WriteAsync(new Note()).Within());
    }

    [Fact]
    public async Task Is_not_even_sent_when_its_deadline_has_passed() =>
        await server.Client.EchoAsync(new Note(), deadline: DateTime.UtcNow.AddDays(-1)).FailsWith(StatusCode.DeadlineExceeded);
}
