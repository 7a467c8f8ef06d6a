using MedRecords.GrpcFrontend.Admission;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Admission;

public class FindingTheLimit
{
    private TimeSpan _now = TimeSpan.FromHours(1);

    [Fact]
    public void Goes_up_while_calls_wait_and_are_fast()
    {
        var limit = new InFlightLimit(32, 1024);

        Run(limit, seconds: 30, took: _ => 0.002);

        Assert.Equal(1024, limit.Value);
    }

    [Fact]
    public void Stays_where_nobody_waits()
    {
        var limit = new InFlightLimit(32, 1024);

        Run(limit, seconds: 30, took: _ => 0.002, crowded: false);

        Assert.Equal(64, limit.Value);
    }

    // A processor that serves 10,000 calls a second: more in flight only take longer.
    [Fact]
    public void Settles_where_calls_take_as_long_as_they_should()
    {
        var limit = new InFlightLimit(32, 1024);

        Run(limit, seconds: 30, took: inFlight => inFlight / 10_000.0);

        Assert.InRange(limit.Value, 32, 64);
    }

    // A disk that takes 20 ms for a commit, however many are in it, up to 20,000 a second.
    [Fact]
    public void Does_not_take_a_slow_disk_for_a_crowd()
    {
        var limit = new InFlightLimit(32, 1024);

        Run(limit, seconds: 60, took: inFlight => 0.020 + (inFlight / 20_000.0));

        Assert.InRange(limit.Value, 500, 1024);
    }

    [Fact]
    public void Comes_down_when_the_service_gets_slower_and_back_when_it_recovers()
    {
        var limit = new InFlightLimit(32, 1024);
        Run(limit, seconds: 30, took: inFlight => inFlight / 50_000.0);
        var before = limit.Value;

        Run(limit, seconds: 5, took: inFlight => inFlight / 2_000.0);
        var during = limit.Value;
        Run(limit, seconds: 30, took: inFlight => inFlight / 50_000.0);

        Assert.InRange(before, 200, 300);
        Assert.InRange(during, 32, before / 2);
        Assert.True(limit.Value > during);
    }

    [Fact]
    public void Is_not_moved_by_the_few_that_take_long()
    {
        var limit = new InFlightLimit(32, 1024);
        var call = 0;

        Run(limit, seconds: 30, took: _ => call++ % 4 == 0 ? 2 : 0.002);

        Assert.Equal(1024, limit.Value);
    }

    [Fact]
    public void Is_left_alone_where_it_is_fixed()
    {
        var limit = new InFlightLimit(100, 100);

        Run(limit, seconds: 30, took: _ => 5);

        Assert.Equal(100, limit.Value);
    }

    // A thousand calls a second end, with as many in flight as may be.
    private void Run(InFlightLimit limit, int seconds, Func<int, double> took, bool crowded = true)
    {
        for (var end = 0; end < seconds * 1000; end++)
        {
            _now += TimeSpan.FromMilliseconds(1);
            limit.Ended(TimeSpan.FromSeconds(took(limit.Value)), _now, limit.Value, crowded);
        }
    }
}
