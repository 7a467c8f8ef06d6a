using System.Diagnostics;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Support;

/// <summary>What the service says of the processes that serve.</summary>
public static class Silos
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task<IReadOnlyList<SiloInfo>> ListAsync(Person admin) =>
        (await admin.Cluster.ListSilosAsync(new ListSilosRequest(), admin.Call)).Silos;

    /// <summary>Asks until one of that name is as wanted.</summary>
    public static async Task<SiloInfo> BecomesAsync(Person admin, string name, Func<SiloInfo, bool> wanted)
    {
        for (var since = Stopwatch.GetTimestamp(); ; await Task.Delay(Pause))
        {
            var silos = await ListAsync(admin);
            if (silos.SingleOrDefault(silo => silo.Name == name) is { } silo && wanted(silo))
                return silo;
            Assert.True(Stopwatch.GetElapsedTime(since) < Patience, $"{name} does not become as wanted: {silos}");
        }
    }
}
