using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using MedRecords.Conformance.Grpc.Server;
using Xunit;

namespace MedRecords.Conformance.Grpc.Limits;

public sealed class A_message_larger_than_allowed : IAsyncLifetime
{
    private const int Limit = 100_000;
    private ProbeServer _server = null!;

    public async Task InitializeAsync() => _server = await ProbeServer.StartAsync(options => options.MaxReceiveMessageSize = Limit);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Is_refused_by_the_server()
    {
        Assert.Equal(OfSize(Limit), await _server.Client.EchoAsync(OfSize(Limit)).ResponseAsync.Within());
        await _server.Client.EchoAsync(OfSize(Limit + 1)).FailsWith(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task Is_refused_in_a_stream()
    {
        using var call = _server.Client.Gather();
        await call.RequestStream.WriteAsync(OfSize(Limit)).Within();
        await call.RequestStream.WriteAsync(OfSize(Limit + 1)).OrRefused();
        await call.ResponseAsync.FailsWith(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task Is_refused_by_its_announced_size()
    {
        var announced = new byte[] { 0, 0x7F, 0xFF, 0xFF, 0xFF };
        Assert.Equal("8", (await RawCall.SendAsync(_server, "/medrecords.probe.Probe/Echo", announced)).Status);
    }

    [Fact]
    public async Task Is_refused_by_default_above_four_mebibytes()
    {
        await using var server = await ProbeServer.StartAsync();
        await server.Client.EchoAsync(OfSize(4 * 1024 * 1024 + 1)).FailsWith(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task Is_welcome_when_there_is_no_limit()
    {
        await using var server = await ProbeServer.StartAsync(options => options.MaxReceiveMessageSize = null);
        using var channel = server.OpenChannel(new GrpcChannelOptions { MaxReceiveMessageSize = null });
        Assert.Equal(OfSize(16_000_000), await new Probe.ProbeClient(channel).EchoAsync(OfSize(16_000_000)).ResponseAsync.Within());
    }

    [Fact]
    public async Task Is_not_sent_by_the_server()
    {
        await using var server = await ProbeServer.StartAsync(options => options.MaxSendMessageSize = Limit);
        Assert.Equal(OfSize(Limit), await server.Client.EchoAsync(OfSize(Limit)).ResponseAsync.Within());
        await server.Client.EchoAsync(OfSize(Limit + 1)).FailsWith(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task Is_refused_by_the_client()
    {
        using var channel = _server.OpenChannel(new GrpcChannelOptions { MaxReceiveMessageSize = 1_000 });
        var client = new Probe.ProbeClient(channel);
        Assert.Equal(OfSize(1_000), await client.EchoAsync(OfSize(1_000)).ResponseAsync.Within());
        await client.EchoAsync(OfSize(1_001)).FailsWith(StatusCode.ResourceExhausted);
        using var call = client.Repeat(OfSize(1_010, count: 1));
        await call.ResponseStream.MoveNext(default).FailsWith(StatusCode.ResourceExhausted);
    }

    private static Note OfSize(int bytes, int count = 0)
    {
        var note = new Note { Count = count };
        note.Blob = ByteString.CopyFrom(new byte[bytes - 10]);
        note.Text = new string('t', Math.Max(0, bytes - note.CalculateSize() - 2));
        Assert.Equal(bytes, note.CalculateSize());
        return note;
    }
}
