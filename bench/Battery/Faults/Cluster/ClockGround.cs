using MedRecords.Battery.Rows;
using MedRecords.Testing;

namespace MedRecords.Battery.Faults.Cluster;

/// <summary>
/// Silos with clocks of their own: libfaketime, preloaded, gives each another time of day and leaves the
/// monotonic clock alone, as an administrator's wrong clock does.
/// </summary>
internal sealed class ClockGround : LoopbackGround
{
    private static readonly string[] _libraries = ["/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1", "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"];

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
        Set(silo, TimeSpan.Zero);
        return base.PlaceOf(silo) with
        {
            Environment = new Dictionary<string, string>
            {
                ["LD_PRELOAD"] = _libraries.FirstOrDefault(File.Exists) ?? throw new CannotRunException("libfaketime is missing: install the Debian package faketime."),
                ["FAKETIME_TIMESTAMP_FILE"] = FileOf(silo),
                ["FAKETIME_CACHE_DURATION"] = "1",
                ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            },
        };
    }

    /// <summary>Sets a silo's clock fast or slow, within about a second.</summary>
    public void Set(int silo, TimeSpan skew)
    {
        // Whole, or it would be read half-written.
        File.WriteAllText(FileOf(silo) + ".new", $"{skew.TotalSeconds:+0;-0;+0}");
        File.Move(FileOf(silo) + ".new", FileOf(silo), overwrite: true);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string FileOf(int silo) => Path.Combine(_folder, $"silo-{silo + 1}");
}
