using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using MedRecords.Battery.Measure;

namespace MedRecords.Battery.Hosts;

/// <summary>h2load with 64 requests in flight on 4 cleartext connections, each an empty gRPC message.</summary>
internal static partial class H2Load
{
    /// <summary>Requests per second to a path.</summary>
    public static async Task<Figure> MeasureAsync(int port, string path, string folder, int seconds)
    {
        var body = Path.Combine(folder, "empty-message");
        await File.WriteAllBytesAsync(body, new byte[5]);
        var output = await ProgramRun.ReadAsync(new ProcessStartInfo(Programs.H2Load,
        [
            "-t1", "-c4", "-m16", $"--duration={seconds}", "--warm-up-time=1", $"--data={body}",
            "-H", "content-type: application/grpc", "-H", "te: trailers", "-H", "grpc-timeout: 30S",
            $"http://127.0.0.1:{port}{path}",
        ]));
        var match = Pattern().Match(output);
        if (!match.Success)
            throw new InvalidDataException($"h2load said what is not understood: {output}");
        var done = long.Parse(match.Groups["succeeded"].Value, CultureInfo.InvariantCulture);
        var failures = long.Parse(match.Groups["failed"].Value, CultureInfo.InvariantCulture);
        return new Figure(double.Parse(match.Groups["rate"].Value, CultureInfo.InvariantCulture), done, failures);
    }

    [GeneratedRegex(@"finished in [^,]*, (?<rate>[0-9.]+) req/s.*?(?<succeeded>\d+) succeeded, (?<failed>\d+) failed", RegexOptions.Singleline)]
    private static partial Regex Pattern();
}
