using MedRecords.GrpcFrontend.Admission;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Admission;

public class Deadlines
{
    [Fact]
    public void That_cannot_be_met_are_refused_at_once()
    {
        var situation = Serving(TimeSpan.FromMilliseconds(10));

        Assert.Equal(RefusalCause.TooLate, situation.Arrive("site", "hurried", patienceSeconds: 0.5).Refused?.Cause);
        Assert.NotNull(situation.Arrive("site", "patient", patienceSeconds: 5).Waits);
    }

    [Fact]
    public void Of_a_site_that_does_not_flood_are_held_against_its_own_share()
    {
        var situation = Serving(TimeSpan.FromMilliseconds(10));

        Assert.NotNull(situation.Arrive("other", "hurried", patienceSeconds: 0.5).Waits);
    }

    [Fact]
    public void Are_refused_when_nothing_moves_any_more()
    {
        var situation = Serving(TimeSpan.FromMilliseconds(1));
        Assert.NotNull(situation.Arrive("other", "nurse", patienceSeconds: 5).Waits);

        situation.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(RefusalCause.TooLate, situation.Arrive("other", "nurse", patienceSeconds: 5).Refused?.Cause);
    }

    [Fact]
    public void Tell_how_long_the_wait_would_be()
    {
        var situation = Serving(TimeSpan.FromMilliseconds(10));

        var refused = situation.Arrive("site", "hurried", patienceSeconds: 0.1).Refused!;

        Assert.InRange(refused.Wait, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(1.5));
    }

    // A hundred calls of one site wait, and one ends every so often.
    private static Situation Serving(TimeSpan each)
    {
        var situation = new Situation(1);
        situation.Arrive("site", "first");
        situation.Flood("site", 200, call => $"account-{call % 4}");
        for (var call = 0; call < 100; call++)
        {
            situation.Advance(each);
            situation.EndOne();
        }

        return situation;
    }
}
