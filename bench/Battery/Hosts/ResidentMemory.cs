using System.Globalization;

namespace MedRecords.Battery.Hosts;

/// <summary>Resident memory of a process, watched (proc(5), status).</summary>
internal static class ResidentMemory
{
    private const int BytesPerKilobyte = 1024;

    /// <summary>Bytes resident now.</summary>
    public static long Read(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * BytesPerKilobyte;
    }

    /// <summary>The most that was resident while something ran.</summary>
    public static async Task<long> PeakWhileAsync(int process, Task running)
    {
        var peak = Read(process);
        while (!running.IsCompleted)
        {
            await Task.WhenAny(running, Task.Delay(TimeSpan.FromMilliseconds(50)));
            peak = Math.Max(peak, Read(process));
        }

        return peak;
    }
}
