using System.Runtime.InteropServices;
using MedRecords.Battery.Hosts;

namespace MedRecords.Battery.Measure;

/// <summary>Under what conditions figures were measured: without them a figure says little.</summary>
internal static class Conditions
{
    /// <summary>Lines that describe the machine and the build.</summary>
    public static IEnumerable<string> Describe(WorkFolder folder) =>
    [
        $"cores {Environment.ProcessorCount} ({ReadValue("/proc/cpuinfo", "model name")}), load average {ReadLoad()}",
        $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription.Trim()}, stack {Self.Stack}",
        $"data on {folder.Format}, write with fsync in microseconds {FsyncProbe.Measure(folder.Path)}",
    ];

    private static string ReadLoad() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string ReadValue(string path, string key) =>
        File.Exists(path) && File.ReadLines(path).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal)) is { } line
            ? line.Split(':', 2)[1].Trim()
            : "unknown";
}
