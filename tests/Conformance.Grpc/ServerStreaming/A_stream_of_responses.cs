using Google.Protobuf;
using Grpc.Core;
using MedRecords.Conformance.Grpc.Server;
using Xunit;

namespace MedRecords.Conformance.Grpc.ServerStreaming;

public sealed class A_stream_of_responses(ProbeServer server) : IClassFixture<ProbeServer>
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task Arrives_whole_and_in_order(int count)
    {
        using var call = server.Client.Repeat(new Note { Count = count });
        var notes = await call.ResponseStream.ToListAsync();
        Assert.Equal(Enumerable.Range(0, count), notes.Select(note => note.Count));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Arrives_message_by_message_while_the_handler_still_works()
    {
        using var call = server.Client.HangLate(new Note { Text = "still works" });
        Assert.True(await call.ResponseStream.MoveNext(default).Within());
        await server.Barriers.Passed("still works:started").Within();
        Assert.Equal("still works", call.ResponseStream.Current.Text);
        server.Barriers.Pass("still works:let go");
        Assert.False(await call.ResponseStream.MoveNext(default).Within());
    }

    [Fact]
    public async Task Stays_ended_once_it_has_ended()
    {
        using var call = server.Client.Repeat(new Note { Count = 1 });
        Assert.Single(await call.ResponseStream.ToListAsync());
        Assert.False(await call.ResponseStream.MoveNext(default).Within());
    }

    [Fact]
    public async Task Can_be_enumerated()
    {
        using var call = server.Client.Repeat(new Note { Count = 3 });
        var counts = new List<int>();
        await foreach (var note in call.ResponseStream.ReadAllAsync())
            counts.Add(note.Count);
        Assert.Equal([0, 1, 2], counts);
    }

    [Fact]
    public async Task Carries_large_messages()
    {
        using var call = server.Client.Repeat(new Note { Count = 8, Blob = ByteString.CopyFrom(new byte[3_000_000]) });
        Assert.All(await call.ResponseStream.ToListAsync(), note => Assert.Equal(3_000_000, note.Blob.Length));
    }
}
