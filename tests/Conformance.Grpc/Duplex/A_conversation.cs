using Grpc.Core;
using MedRecords.Conformance.Grpc.Server;
using Xunit;

namespace MedRecords.Conformance.Grpc.Duplex;

public sealed class A_conversation(ProbeServer server) : IClassFixture<ProbeServer>
{
    [Fact]
    public async Task Goes_back_and_forth()
    {
        using var call = server.Client.Converse();
        for (var i = 0; i < 100; i++)
        {
            await call.RequestStream.WriteAsync(new Note { Count = i }).Within();
            Assert.True(await call.ResponseStream.MoveNext(default).Within());
            Assert.Equal(i, call.ResponseStream.Current.Count);
        }
        await call.RequestStream.CompleteAsync().Within();
        Assert.Equal("goodbye", Assert.Single(await call.ResponseStream.ToListAsync()).Text);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Lets_both_sides_talk_at_once()
    {
        using var call = server.Client.Converse();
        var reading = call.ResponseStream.ToListAsync();
        for (var i = 0; i < 1000; i++)
            await call.RequestStream.WriteAsync(new Note { Count = i }).Within();
        await call.RequestStream.CompleteAsync().Within();
        Assert.Equal(Enumerable.Range(0, 1000), (await reading).SkipLast(1).Select(note => note.Count));
    }

    [Fact]
    public async Task Sends_its_headers_before_the_first_request()
    {
        using var call = server.Client.Converse();
        var headers = call.ResponseHeadersAsync;
        await call.RequestStream.WriteAsync(new Note()).Within();
        await headers.Within();
        await call.RequestStream.CompleteAsync().Within();
    }

    [Fact]
    public async Task Is_one_of_many_over_a_connection()
    {
        var calls = Enumerable.Range(0, 50).Select(_ => server.Client.Converse()).ToList();
        foreach (var call in calls)
            await call.RequestStream.WriteAsync(new Note { Text = "hello" }).Within();
        foreach (var call in calls)
        {
            Assert.True(await call.ResponseStream.MoveNext(default).Within());
            call.Dispose();
        }
    }
}
