using Google.Protobuf;
using Grpc.Core;
using MedRecords.Conformance.Grpc.Server;
using Xunit;

namespace MedRecords.Conformance.Grpc.Unary;

public sealed class A_unary_call(ProbeServer server) : IClassFixture<ProbeServer>
{
    [Fact]
    public async Task Returns_the_response()
    {
        var note = new Note { Text = "hello", Count = 3, Blob = ByteString.CopyFromUtf8("bytes") };
        Assert.Equal(note, await server.Client.EchoAsync(note).ResponseAsync.Within());
    }

    [Fact]
    public void Returns_the_response_to_a_blocking_caller() =>
        Assert.Equal("hello", server.Client.Echo(new Note { Text = "hello" }).Text);

    [Fact]
    public async Task Carries_an_empty_message() =>
        Assert.Equal(new Note(), await server.Client.EchoAsync(new Note()).ResponseAsync.Within());

    [Theory]
    [InlineData(4_000)]
    [InlineData(70_000)]
    [InlineData(1_000_000)]
    [InlineData(4_000_000)]
    public async Task Carries_a_message_of_any_size(int bytes)
    {
        var blob = new byte[bytes];
        new Random(bytes).NextBytes(blob);
        var answer = await server.Client.EchoAsync(new Note { Blob = UnsafeByteOperations.UnsafeWrap(blob) }).ResponseAsync.Within();
        Assert.True(answer.Blob.Span.SequenceEqual(blob));
    }

    [Fact]
    public async Task Is_one_of_many_at_once()
    {
        var calls = Enumerable.Range(0, 500).Select(i => server.Client.EchoAsync(new Note { Count = i }).ResponseAsync).ToArray();
        var answers = await Task.WhenAll(calls).Within();
        Assert.Equal(Enumerable.Range(0, 500), answers.Select(answer => answer.Count));
    }

    [Fact]
    public async Task Ends_with_OK_and_no_trailers()
    {
        using var call = server.Client.EchoAsync(new Note());
        await call.ResponseAsync.Within();
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        Assert.Empty(call.GetTrailers());
    }

    [Fact]
    public void Has_no_status_before_it_ends()
    {
        using var call = server.Client.HangAsync(new Note { Text = "no status" });
        Assert.Throws<InvalidOperationException>(() => call.GetStatus());
        Assert.Throws<InvalidOperationException>(() => call.GetTrailers());
    }

    [Fact]
    public async Task Shows_its_handler_who_called_what_and_how()
    {
        await server.Client.EchoAsync(new Note()).ResponseAsync.Within();
        var seen = server.Seen.Context!;
        Assert.Equal("/medrecords.probe.Probe/Echo", seen.Method);
        Assert.Equal(new Uri(server.Address).Authority, seen.Host);
        Assert.Matches(@"^ipv4:127\.0\.0\.1:\d+$", seen.Peer);
        Assert.Equal("HTTP/2", seen.Protocol);
    }
}
