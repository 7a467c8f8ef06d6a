using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace MedRecords.Conformance.Grains.Deactivation;

public sealed class When_nobody_calls
{
    [Fact]
    public async Task The_grain_leaves_as_idle()
    {
        var host = await GrainHost.StartAsync(silo => silo.Services.Configure<GrainCollectionOptions>(options =>
        {
            options.CollectionQuantum = TimeSpan.FromMilliseconds(200);
            options.CollectionAge = TimeSpan.FromMilliseconds(400);
        }));
        try
        {
            var grain = host.NewGrain<IDeactivationGrain>();
            var key = grain.GetPrimaryKeyString();
            await grain.Instance();
            await host.Probe.Until($"{key} deactivates 1");
            Assert.Equal(2, await grain.Instance());
            Assert.Contains("deactivates 1: ActivationIdle", host.Probe.NotesOf(key));
        }
        finally
        {
            await host.DisposeAsync();
        }
    }
}
