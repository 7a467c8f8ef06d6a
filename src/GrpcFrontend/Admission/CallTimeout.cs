using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace MedRecords.GrpcFrontend.Admission;

/// <summary>How long a client waits, as the header grpc-timeout says: up to eight digits and a unit.</summary>
internal static class CallTimeout
{
    /// <summary>The time; null where there is none, or none that can be read.</summary>
    public static TimeSpan? Of(HttpRequest request)
    {
        string? text = request.Headers.GrpcTimeout;
        if (text is not { Length: >= 2 and <= 9 } || !long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return null;
        return TicksIn(text[^1]) is { } ticks ? TimeSpan.FromTicks((long)(count * ticks)) : null;
    }

    private static double? TicksIn(char unit) => unit switch
    {
        'H' => TimeSpan.TicksPerHour,
        'M' => TimeSpan.TicksPerMinute,
        'S' => TimeSpan.TicksPerSecond,
        'm' => TimeSpan.TicksPerMillisecond,
        'u' => TimeSpan.TicksPerMicrosecond,
        'n' => TimeSpan.TicksPerMicrosecond / 1000.0,
        _ => null,
    };
}
