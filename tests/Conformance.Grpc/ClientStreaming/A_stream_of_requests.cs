using Google.Protobuf;
using MedRecords.Conformance.Grpc.Server;
using Xunit;

namespace MedRecords.Conformance.Grpc.ClientStreaming;

public sealed class A_stream_of_requests(ProbeServer server) : IClassFixture<ProbeServer>
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task Reaches_the_handler_whole_and_in_order(int count)
    {
        using var call = server.Client.Gather();
        for (var i = 0; i < count; i++)
            await call.RequestStream.WriteAsync(new Note { Text = $"{i} " }).Within();
        await call.RequestStream.CompleteAsync().Within();
        var gathered = await call.ResponseAsync.Within();
        Assert.Equal(string.Concat(Enumerable.Range(0, count).Select(i => $"{i} ")), gathered.Text);
        Assert.Equal(count, gathered.Count);
    }

    [Fact]
    public async Task Carries_more_than_a_single_request_may()
    {
        using var call = server.Client.Gather();
        for (var i = 0; i < 12; i++)
            await call.RequestStream.WriteAsync(new Note { Blob = ByteString.CopyFrom(new byte[3_000_000]) }).Within();
        await call.RequestStream.CompleteAsync().Within();
        Assert.Equal(12, (await call.ResponseAsync.Within()).Count);
    }

    [Fact]
    public async Task May_be_answered_before_it_ends()
    {
        using var call = server.Client.Gather();
        await call.RequestStream.WriteAsync(new Note { Text = "enough" }).Within();
        Assert.Equal("enough", (await call.ResponseAsync.Within()).Text);
    }

    [Fact]
    public async Task Takes_no_message_after_its_end()
    {
        using var call = server.Client.Gather();
        await call.RequestStream.CompleteAsync().Within();
        await Assert.ThrowsAsync<InvalidOperationException>(() => call.RequestStream.WriteAsync(new Note()));
        await call.ResponseAsync.Within();
    }
}
