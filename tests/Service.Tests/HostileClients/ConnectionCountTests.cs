using System.Diagnostics;
using Grpc.Core;
using MedRecords.Service.Tests.Support;

namespace MedRecords.Service.Tests.HostileClients;

/// <summary>More connections from one address than it may have.</summary>
public sealed class ConnectionCountTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Are_closed_until_others_end()
    {
        using var folder = new TemporaryFolder();
        await using var service = await ServiceProcess.StartAsync(folder.Path, "sqlite", "--silo-port", "0", "--gateway-port", "0", "--max-connections-per-address", "2");
        using var first = await RawHttp2.OpenAsync(service.Address);
        await first.UntilGreetedAsync();
        var second = await RawHttp2.OpenAsync(service.Address);
        await second.UntilGreetedAsync();

        using (var third = await RawHttp2.OpenAsync(service.Address))
            await third.UntilClosedAsync();
        second.Dispose();

        await BecomesReachableAsync(service);
    }

    // Until the service has noticed that the ended one has ended, the client's is refused as well.
    private static async Task BecomesReachableAsync(ServiceProcess service)
    {
        for (var since = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                await Health.OfAsync(service);
                return;
            }
            catch (RpcException refused) when (Stopwatch.GetElapsedTime(since) < Patience)
            {
                Assert.Equal(StatusCode.Unavailable, refused.StatusCode);
            }
        }
    }
}
