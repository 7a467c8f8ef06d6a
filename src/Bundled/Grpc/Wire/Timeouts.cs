using System.Globalization;

namespace Grpc.Wire;

/// <summary>The value of grpc-timeout: up to eight digits and a unit.</summary>
internal static class Timeouts
{
    private const int MaxValue = 99_999_999;

    /// <summary>The longest time taken literally, about three years; longer ones are cut to it.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(MaxValue);

    /// <summary>How long a timer has to wait; beyond 49 days timers cannot count, and calls do not last.</summary>
    public static long TimerMilliseconds(TimeSpan timeout) => Math.Clamp((long)Math.Ceiling(timeout.TotalMilliseconds), 0, uint.MaxValue - 1);

    /// <summary>Reads a timeout; a malformed one counts as none.</summary>
    public static TimeSpan? Parse(string? text)
    {
        if (text is not { Length: >= 2 and <= 9 }
            || !int.TryParse(text.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value == 0)
            return null;
        long? ticks = text[^1] switch
        {
            'H' => value * TimeSpan.TicksPerHour,
            'M' => value * TimeSpan.TicksPerMinute,
            'S' => value * TimeSpan.TicksPerSecond,
            'm' => value * TimeSpan.TicksPerMillisecond,
            'u' => value * TimeSpan.TicksPerMicrosecond,
            'n' => Math.Max(1, value / TimeSpan.NanosecondsPerTick),
            _ => null,
        };
        return ticks is null ? null : TimeSpan.FromTicks(Math.Min(ticks.Value, Longest.Ticks));
    }

    public static string Format(TimeSpan timeout)
    {
        var milliseconds = Math.Max(1, (long)timeout.TotalMilliseconds);
        return milliseconds <= MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds}m")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Min(MaxValue, milliseconds / 1000)}S");
    }
}
