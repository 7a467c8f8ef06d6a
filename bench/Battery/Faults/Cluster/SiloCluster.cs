using MedRecords.Battery.Hosts;

namespace MedRecords.Battery.Faults.Cluster;

/// <summary>Three silos on one PostgreSQL.</summary>
internal sealed class SiloCluster : IAsyncDisposable
{
    /// <summary>How many silos there are.</summary>
    public const int Size = 3;

    private SiloCluster(Ground ground, string folder)
    {
        Ground = ground;
        Silos = Enumerable.Range(0, Size).Select(i => new SiloProcess($"silo-{i + 1}", ground.PlaceOf(i), folder)).ToArray();
    }

    /// <summary>What it stands on.</summary>
    public Ground Ground { get; }

    /// <summary>The silos.</summary>
    public IReadOnlyList<SiloProcess> Silos { get; }

    /// <summary>Starts all silos. The ground becomes the cluster's own.</summary>
    public static async Task<SiloCluster> StartAsync(Ground ground, WorkFolder folder)
    {
        var cluster = new SiloCluster(ground, folder.Create("cluster"));
        try
        {
            // The first one sets the institution up.
            foreach (var silo in cluster.Silos)
                await silo.StartAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts whichever silos have ended by themselves, as a supervisor does, and says how many those were.</summary>
    public async Task<int> RestartEndedAsync()
    {
        var ended = Silos.Where(silo => !silo.IsRunning).ToList();
        await Task.WhenAll(ended.Select(silo => silo.StartAsync()));
        return ended.Count;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Silos.Select(silo => silo.DisposeAsync().AsTask()));
        await Ground.DisposeAsync();
    }
}
