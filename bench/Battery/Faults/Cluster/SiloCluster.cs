using MedRecords.Battery.Hosts;

namespace MedRecords.Battery.Faults.Cluster;

/// <summary>Three silos on one PostgreSQL, under a supervisor that starts again whatever has ended, as systemd does.</summary>
internal sealed class SiloCluster : IAsyncDisposable
{
    /// <summary>How many silos there are.</summary>
    public const int Size = 3;

    private static readonly TimeSpan _glance = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _pauseAfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new();
    private Task _supervision = Task.CompletedTask;

    private SiloCluster(Ground ground, string folder)
    {
        Ground = ground;
        Folder = folder;
        Silos = Enumerable.Range(0, Size).Select(i => new SiloProcess($"silo-{i + 1}", ground.PlaceOf(i), folder)).ToArray();
        if (ground.Program is { } program)
            Array.ForEach([.. Silos], silo => silo.Program = program);
    }

    /// <summary>The data folder that the silos share.</summary>
    public string Folder { get; }

    /// <summary>What it stands on.</summary>
    public Ground Ground { get; }

    /// <summary>The silos.</summary>
    public IReadOnlyList<SiloProcess> Silos { get; }

    /// <summary>How often silos were started again.</summary>
    public int Restarts => Silos.Sum(silo => silo.Starts - 1);

    /// <summary>Starts all silos. The ground becomes the cluster's own.</summary>
    public static async Task<SiloCluster> StartAsync(Ground ground, WorkFolder folder)
    {
        var cluster = new SiloCluster(ground, folder.Create("cluster"));
        try
        {
            // The first one sets the institution up.
            foreach (var silo in cluster.Silos)
                await silo.StartAsync();
            cluster._supervision = Task.WhenAll(cluster.Silos.Select(cluster.SuperviseAsync));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until all silos are ready.</summary>
    public async Task BecomeWholeAsync()
    {
        using var patience = new CancellationTokenSource(_patience);
        while (Silos.Any(silo => !silo.IsRunning))
            await Task.Delay(_glance, patience.Token);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _supervision;
        await Task.WhenAll(Silos.Select(silo => silo.DisposeAsync().AsTask()));
        await Ground.DisposeAsync();
        _stop.Dispose();
    }

    private async Task SuperviseAsync(SiloProcess silo)
    {
        while (!_stop.IsCancellationRequested)
        {
            await Task.Delay(_glance);
            if (silo.IsRunning || !silo.IsWanted)
                continue;
            try
            {
                await silo.StartAsync();
            }
            catch (InvalidOperationException)
            {
                // E.g. because the database is away: what it says is in its log.
                await Task.Delay(_pauseAfterFailure);
            }
        }
    }
}
