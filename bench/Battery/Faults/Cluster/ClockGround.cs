using MedRecords.Battery.Hosts;
using MedRecords.Testing;

namespace MedRecords.Battery.Faults.Cluster;

/// <summary>Silos with clocks of their own.</summary>
internal sealed class ClockGround : LoopbackGround
{
    private readonly string _folder = Directory.CreateTempSubdirectory("medrecords-clocks-").FullName;

    /// <summary>Starts a server for it.</summary>
    public static new async Task<ClockGround> MakeAsync()
    {
        var server = await PostgresServer.StartAsync();
        return new ClockGround { Server = server, Database = await MakeDatabaseAsync(server) };
    }

    /// <inheritdoc/>
    public override SiloPlace PlaceOf(int silo)
    {
        var clock = ClockOf(silo);
        clock.Set(TimeSpan.Zero);
        return base.PlaceOf(silo) with { Environment = clock.Environment };
    }

    /// <summary>Sets a silo's clock fast or slow, within about a second.</summary>
    public void Set(int silo, TimeSpan skew) => ClockOf(silo).Set(skew);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private FakeClock ClockOf(int silo) => new(Path.Combine(_folder, $"silo-{silo + 1}"));
}
