using Google.Protobuf;
using MedRecords.Conformance.Grpc.Server;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace MedRecords.Conformance.Grpc.Cancellation;

public sealed class A_handler_whose_client_is_gone : IAsyncLifetime
{
    private ProbeServer _server = null!;

    public async Task InitializeAsync() => _server = await ProbeServer.StartAsync(
        options => options.Interceptors.Add<Overseer>(), services => services.AddSingleton<Overseer>());

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Stops_writing()
    {
        var call = _server.Client.Repeat(new Note { Count = int.MaxValue });
        Assert.True(await call.ResponseStream.MoveNext(default).Within());
        call.Dispose();
        await _server.Barriers.Passed("Repeat:ended").Within();
    }

    [Fact]
    public async Task Stops_writing_to_a_client_that_did_not_read()
    {
        var call = _server.Client.Repeat(new Note { Count = int.MaxValue, Blob = ByteString.CopyFrom(new byte[100_000]) });
        Assert.True(await call.ResponseStream.MoveNext(default).Within());
        await _server.Client.EchoAsync(new Note()).ResponseAsync.Within();
        call.Dispose();
        await _server.Barriers.Passed("Repeat:ended").Within();
    }

    [Fact]
    public async Task Stops_waiting_for_requests()
    {
        var call = _server.Client.Gather();
        await call.RequestStream.WriteAsync(new Note()).Within();
        call.Dispose();
        await _server.Barriers.Passed("Gather:ended").Within();
    }
}
