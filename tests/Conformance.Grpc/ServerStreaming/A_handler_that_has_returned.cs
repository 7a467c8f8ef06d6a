using Grpc.Core;
using MedRecords.Conformance.Grpc.Server;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace MedRecords.Conformance.Grpc.ServerStreaming;

public sealed class A_handler_that_has_returned : IAsyncLifetime
{
    private ProbeServer _server = null!;

    private Overseer Overseer => _server.App.Services.GetRequiredService<Overseer>();

    public async Task InitializeAsync() => _server = await ProbeServer.StartAsync(
        options => options.Interceptors.Add<Overseer>(), services => services.AddSingleton<Overseer>());

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Writes_no_more()
    {
        using var call = _server.Client.Repeat(new Note { Count = 1 });
        Assert.Single(await call.ResponseStream.ToListAsync());
        var responses = (IServerStreamWriter<Note>)Overseer.Responses!;
        await Assert.ThrowsAsync<InvalidOperationException>(() => responses.WriteAsync(new Note()).Within());
    }

    [Fact]
    public async Task Reads_no_more()
    {
        using var call = _server.Client.Gather();
        var writing = call.RequestStream.WriteAsync(new Note { Text = "enough" });
        await call.ResponseAsync.Within();
        // The answer can be there before the write has ended, which then says how the call ended.
        if (await Record.ExceptionAsync(() => writing.Within()) is { } overtaken)
            Assert.Equal(StatusCode.OK, Assert.IsType<RpcException>(overtaken).StatusCode);
        var requests = (IAsyncStreamReader<Note>)Overseer.Requests!;
        await Assert.ThrowsAsync<InvalidOperationException>(() => requests.MoveNext(default).Within());
    }
}
