using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace MedRecords.GrpcFrontend.Admission;

/// <summary>
/// How the clients of one connection take refusals. Those who stay away as they are told cost next to nothing, however
/// many they are. Those who come back at once would have the service do nothing but refuse them, so for a while their
/// connection hears each refusal only when they were to come back.
/// </summary>
/// <remarks>
/// Who stays away is refused once in the time that it is told, and a connection carries so many calls at most: one that is
/// refused more often than that in the least time that any of them was told has clients who do not.
/// </remarks>
public sealed class Insistence
{
    /// <summary>Calls that a connection carries at once.</summary>
    public const int MaxCalls = 128;

    // Delays are spread by half either way (RetryDelay): a third of the longest is the shortest.
    private const int LongestToShortest = 3;

    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private Span _refused;
    private Span _givenUp;
    private TimeSpan _until;

    /// <summary>Has the connections of a listener remembered, each as long as it lasts.</summary>
    public static ConnectionDelegate Around(ConnectionDelegate next) => connection =>
    {
        connection.Features.Set(new Insistence());
        return next(connection);
    };

    /// <summary>The insistence of the connection that a call came by; null where its listener remembers none.</summary>
    internal static Insistence? Of(HttpContext http) => http.Features.Get<Insistence>();

    /// <summary>A call is refused: whether the connection has been insistent lately.</summary>
    /// <param name="told">How long its client is told to stay away.</param>
    /// <param name="now">The time, from any beginning.</param>
    internal bool Refused(TimeSpan told, TimeSpan now)
    {
        lock (_gate)
        {
            if (_refused.Count(told / LongestToShortest, now) > MaxCalls) _until = now + Memory;
            return now < _until;
        }
    }

    /// <summary>
    /// A call was given up before anyone looked at it: whether there are more of them in a second than the connection
    /// carries at once, so that it does nothing else (CVE-2023-44487).
    /// </summary>
    /// <param name="now">The time, from any beginning.</param>
    internal bool GaveUp(TimeSpan now)
    {
        lock (_gate) return _givenUp.Count(Second, now) > MaxCalls;
    }

    /// <summary>Counts what falls into one span of time after another.</summary>
    private struct Span
    {
        private TimeSpan _end;
        private int _count;

        public int Count(TimeSpan length, TimeSpan now)
        {
            if (now >= _end) (_end, _count) = (now + length, 0);
            else if (now + length < _end) _end = now + length;
            return ++_count;
        }
    }
}
