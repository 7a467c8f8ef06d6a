using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using MedRecords.Conformance.Grpc.Server;
using Xunit;

namespace MedRecords.Conformance.Grpc.Cancellation;

public sealed class A_client_that_gives_up(ProbeServer server) : IClassFixture<ProbeServer>
{
    [Fact]
    public async Task Ends_its_call_and_fires_the_handlers_token()
    {
        using var source = new CancellationTokenSource();
        var call = server.Client.HangAsync(new Note { Text = "unary" }, cancellationToken: source.Token);
        await server.Barriers.Passed("unary:started").Within();
        source.Cancel();
        await call.FailsWith(StatusCode.Cancelled);
        await server.Barriers.Passed("unary:cancelled").Within();
    }

    [Fact]
    public async Task Is_heard_though_its_call_has_a_deadline()
    {
        using var source = new CancellationTokenSource();
        var call = server.Client.HangAsync(new Note { Text = "hurried" }, deadline: DateTime.UtcNow.AddMinutes(5), cancellationToken: source.Token);
        await server.Barriers.Passed("hurried:started").Within();
        source.Cancel();
        await call.FailsWith(StatusCode.Cancelled);
        await server.Barriers.Passed("hurried:cancelled").Within();
    }

    [Fact]
    public async Task Is_heard_in_the_middle_of_a_stream_of_responses()
    {
        using var source = new CancellationTokenSource();
        using var call = server.Client.HangLate(new Note { Text = "stream" }, cancellationToken: source.Token);
        Assert.True(await call.ResponseStream.MoveNext(default).Within());
        await server.Barriers.Passed("stream:started").Within();
        source.Cancel();
        await call.ResponseStream.MoveNext(default).FailsWith(StatusCode.Cancelled);
        await server.Barriers.Passed("stream:cancelled").Within();
    }

    [Fact]
    public async Task May_do_so_while_it_reads()
    {
        using var call = server.Client.HangLate(new Note { Text = "reads" });
        Assert.True(await call.ResponseStream.MoveNext(default).Within());
        await server.Barriers.Passed("reads:started").Within();
        using var source = new CancellationTokenSource();
        var read = call.ResponseStream.MoveNext(source.Token);
        source.Cancel();
        await read.FailsWith(StatusCode.Cancelled);
        await server.Barriers.Passed("reads:cancelled").Within();
    }

    [Fact]
    public async Task May_do_so_by_disposing_of_the_call()
    {
        var call = server.Client.HangLate(new Note { Text = "disposed" });
        Assert.True(await call.ResponseStream.MoveNext(default).Within());
        await server.Barriers.Passed("disposed:started").Within();
        call.Dispose();
        await server.Barriers.Passed("disposed:cancelled").Within();
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Ends_a_stream_of_requests()
    {
        using var source = new CancellationTokenSource();
        using var call = server.Client.Gather(cancellationToken: source.Token);
        await call.RequestStream.WriteAsync(new Note()).Within();
        source.Cancel();
        await call.ResponseAsync.FailsWith(StatusCode.Cancelled);
        await call.RequestStream.WriteAsync(new Note()).FailsWith(StatusCode.Cancelled);
    }

    [Fact]
    public async Task May_have_done_so_before_the_call()
    {
        var call = server.Client.EchoAsync(new Note(), cancellationToken: new CancellationToken(canceled: true));
        await call.FailsWith(StatusCode.Cancelled);
    }

    [Fact]
    public async Task Is_heard_when_its_connection_is_gone()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var handler = new SocketsHttpHandler { ConnectCallback = ConnectAsync };
        using var channel = server.OpenChannel(new GrpcChannelOptions { HttpHandler = handler });
        var call = new Probe.ProbeClient(channel).HangAsync(new Note { Text = "gone" });
        await server.Barriers.Passed("gone:started").Within();
        socket.Close();
        await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.Within());
        await server.Barriers.Passed("gone:cancelled").Within();

        async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket);
        }
    }

    [Fact]
    public async Task Leaves_other_calls_alone()
    {
        using var source = new CancellationTokenSource();
        var other = server.Client.HangAsync(new Note { Text = "other" });
        var call = server.Client.HangAsync(new Note { Text = "mine" }, cancellationToken: source.Token);
        await server.Barriers.Passed("other:started").Within();
        await server.Barriers.Passed("mine:started").Within();
        source.Cancel();
        await call.FailsWith(StatusCode.Cancelled);
        await server.Barriers.Passed("mine:cancelled").Within();
        Assert.False(server.Barriers.Passed("other:cancelled").IsCompleted);
        server.Barriers.Pass("other:let go");
        await other.ResponseAsync.Within();
    }
}
