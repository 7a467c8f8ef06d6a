using MedRecords.Battery.Rows;

namespace MedRecords.Battery.Hosts;

/// <summary>
/// A clock for one process: libfaketime, preloaded, gives it another time of day and leaves the monotonic clock alone,
/// as an administrator's wrong clock does.
/// </summary>
/// <param name="file">The file that tells the process its difference.</param>
internal sealed class FakeClock(string file)
{
    private static readonly string[] _libraries = ["/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1", "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"];

    /// <summary>Variables for the process. Throws <see cref="CannotRunException"/> where the library is missing.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = _libraries.FirstOrDefault(File.Exists) ?? throw new CannotRunException("libfaketime is missing: install the Debian package faketime."),
        ["FAKETIME_TIMESTAMP_FILE"] = file,
        ["FAKETIME_CACHE_DURATION"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
    };

    /// <summary>Sets the clock fast or slow, within about a second.</summary>
    public void Set(TimeSpan skew)
    {
        // Whole, or it would be read half-written.
        File.WriteAllText(file + ".new", $"{skew.TotalSeconds:+0;-0;+0}");
        File.Move(file + ".new", file, overwrite: true);
    }
}
