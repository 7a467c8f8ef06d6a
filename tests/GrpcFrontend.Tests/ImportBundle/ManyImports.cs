using Grpc.Core;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.ImportBundle;

public class ManyImports
{
    [Fact]
    public async Task Beyond_the_limit_are_told_to_come_back()
    {
        await using var server = await Importing.StartAsync(new() { MaxConcurrentImports = 1 });
        var bundle = Importing.Bundle(Importing.Patient);
        var located = new TaskCompletionSource();
        var goOn = new TaskCompletionSource<string>();
        server.Grains.Patients.On("LocateAsync", _ =>
        {
            located.TrySetResult();
            return goOn.Task;
        });
        var first = server.ImportAsync(bundle);
        await located.Task.WaitAsync(Refusals.Patience);

        var refusal = await Assert.ThrowsAsync<RpcException>(() => server.ImportAsync(bundle));
        goOn.SetResult(Samples.ChartId);
        await first;
        await server.ImportAsync(bundle);

        refusal.Is(ErrorReason.Overloaded, StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task That_fall_silent_lose_their_place()
    {
        await using var server = await FrontendServer.StartAsync(new() { MaxConcurrentImports = 1, ImportIdleTimeout = TimeSpan.FromMilliseconds(1) }, realTime: true);
        using var silent = server.Charts.ImportBundle(FrontendServer.SignedIn);

        var refusal = await Assert.ThrowsAsync<RpcException>(() => silent.ResponseAsync.WaitAsync(Refusals.Patience));

        refusal.Is(ErrorReason.InvalidRequest, StatusCode.InvalidArgument);
    }
}
