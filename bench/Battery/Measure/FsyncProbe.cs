using System.Diagnostics;

namespace MedRecords.Battery.Measure;

/// <summary>How long the file system takes to make a small write durable.</summary>
internal static class FsyncProbe
{
    private const int Writes = 200;
    private const int WriteLength = 4096;

    /// <summary>Times of a write with its fsync, in microseconds.</summary>
    public static Spread Measure(string folder)
    {
        var path = Path.Combine(folder, "fsync-probe");
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.None, FileOptions.DeleteOnClose);
        var block = new byte[WriteLength];
        var times = new List<double>(Writes);
        for (var i = 0; i < Writes; i++)
        {
            var start = Stopwatch.GetTimestamp();
            RandomAccess.Write(file, block, (long)i * WriteLength);
            RandomAccess.FlushToDisk(file);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        return Spread.Of(times);
    }
}
