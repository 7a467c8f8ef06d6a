using Google.Protobuf;
using MedRecords.Conformance.Grpc.Server;
using Xunit;

namespace MedRecords.Conformance.Grpc.ServerStreaming;

public sealed class A_reader_that_pauses(ProbeServer server) : IClassFixture<ProbeServer>
{
    private const int Messages = 1000;

    [Fact]
    public async Task Holds_the_writer_back_until_it_reads_on()
    {
        using var call = server.Client.Repeat(new Note { Text = "held", Count = Messages, Blob = ByteString.CopyFrom(new byte[100_000]) });
        Assert.True(await call.ResponseStream.MoveNext(default).Within());

        // Other calls over the same connection give the writer time, and show that it alone is held back.
        for (var i = 0; i < 200; i++)
            await server.Client.EchoAsync(new Note()).ResponseAsync.Within();
        Assert.InRange(server.Seen.Written, 0, Messages / 2);
        Assert.False(server.Barriers.Passed("held:written").IsCompleted);

        Assert.Equal(Messages - 1, (await call.ResponseStream.ToListAsync()).Count);
        await server.Barriers.Passed("held:written").Within();
    }
}
