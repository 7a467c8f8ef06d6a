using MedRecords.GrpcFrontend.Admission;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Admission;

/// <summary>Clients who come back when they were told to, against a service that serves a thousand calls a second.</summary>
public class StayingAway
{
    private const int ServedPerSecond = 1000;

    private readonly Backoff _backoff = new();
    private readonly PriorityQueue<int, TimeSpan> _resting = new();
    private TimeSpan _now;

    [Theory]
    [InlineData(100)]
    [InlineData(1_000)]
    [InlineData(2_000)]
    public void Lasts_so_long_that_refusals_stay_a_fraction_of_what_is_served(int clients)
    {
        for (var client = 0; client < clients; client++) _resting.Enqueue(client, TimeSpan.FromMilliseconds(client % 250));
        Run(seconds: 15);

        Assert.InRange(Run(seconds: 20) / 20, 0, Math.Max(clients * 4.0 / 10, ServedPerSecond / 2.0));
    }

    [Fact]
    public void Lasts_ten_seconds_at_most()
    {
        for (var client = 0; client < 100_000; client++) _resting.Enqueue(client, TimeSpan.FromMilliseconds(client % 250));
        Run(seconds: 20);

        Assert.Equal(TimeSpan.FromSeconds(10), _backoff.Delay);
    }

    [Fact]
    public void Is_short_again_a_while_after_nobody_is_refused()
    {
        for (var client = 0; client < 2_000; client++) _resting.Enqueue(client, TimeSpan.FromMilliseconds(client % 250));
        Run(seconds: 10);
        Assert.True(_backoff.Delay > TimeSpan.FromSeconds(2));

        _resting.Clear();
        Run(seconds: 20);

        Assert.Equal(TimeSpan.FromMilliseconds(250), _backoff.Delay);
    }

    /// <summary>Whoever comes is refused; how many came.</summary>
    private double Run(int seconds)
    {
        var refused = 0;
        for (var until = _now + TimeSpan.FromSeconds(seconds); _now < until; _now += TimeSpan.FromMilliseconds(1))
        {
            for (var served = 0; served < ServedPerSecond / 1000; served++) _backoff.Served(_now);
            while (_resting.TryPeek(out var client, out var back) && back <= _now)
            {
                _resting.Dequeue();
                refused++;
                _backoff.Refused(_now);
                _resting.Enqueue(client, _now + (_backoff.Delay * (0.5 + (client % 100 / 100.0))));
            }
        }

        return refused;
    }
}
