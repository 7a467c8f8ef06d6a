using MedRecords.GrpcFrontend.Admission;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Admission;

public class Bounds
{
    [Fact]
    public void Hold_for_calls_in_flight()
    {
        var situation = new Situation(8);

        for (var call = 0; call < 100; call++) situation.Arrive($"site-{call}", "nurse");

        Assert.Equal(8, situation.Core.InFlight);
        Assert.Equal(92, situation.Core.Waiting);
    }

    [Fact]
    public void Keep_a_place_from_a_site_and_an_account_that_take_all_others()
    {
        var situation = new Situation(16);

        situation.Flood("flooding", 100);
        Assert.Equal(9, situation.Core.InFlight);
        situation.Flood("flooding", 100, _ => "colleague");
        Assert.Equal(14, situation.Core.InFlight);

        Assert.True(situation.Arrive("other", "nurse").Goes);
    }

    [Fact]
    public void Keep_a_reserve_for_emergencies()
    {
        var situation = new Situation(8);
        for (var call = 0; call < 100; call++) situation.Arrive($"site-{call}", "nurse");

        Assert.True(situation.Arrive("site-1", "urgent", CallRank.Emergency).Goes);
        Assert.NotNull(situation.Arrive("site-1", "urgent", CallRank.Emergency).Waits);
    }

    [Fact]
    public void Hold_for_calls_that_wait()
    {
        var situation = new Situation(1, new() { MaxWaitingPerAccount = 10, MaxWaitingPerSite = 15, MaxWaiting = 20 });
        situation.Arrive("busy", "first");

        for (var call = 0; call < 10; call++) Assert.NotNull(situation.Arrive("a", "one").Waits);
        Assert.Equal(RefusalCause.AccountFull, situation.Arrive("a", "one").Refused?.Cause);
        for (var call = 0; call < 5; call++) Assert.NotNull(situation.Arrive("a", "two").Waits);
        Assert.Equal(RefusalCause.SiteFull, situation.Arrive("a", "two").Refused?.Cause);
        Assert.Equal(15, situation.Core.Waiting);
    }

    [Fact]
    public void Take_from_who_has_most_waiting_where_all_is_full()
    {
        var situation = new Situation(1, new() { MaxWaiting = 20 });
        situation.Arrive("busy", "first");
        situation.Flood("flooding", 20);

        Assert.NotNull(situation.Arrive("other", "nurse").Waits);
        Assert.Equal(RefusalCause.Full, situation.Arrive("flooding", "late").Refused?.Cause);

        Assert.Equal("flooding", Assert.Single(situation.Displaced).Claimant.Share.Site);
        Assert.Equal(20, situation.Core.Waiting);
    }

    [Fact]
    public void Are_given_back_by_who_does_not_wait_any_more()
    {
        var situation = new Situation(1, new() { MaxWaitingPerAccount = 1 });
        situation.Arrive("busy", "first");
        var waiting = situation.Arrive("a", "one").Waits!;

        Assert.True(situation.Core.TryWithdraw(waiting));
        Assert.False(situation.Core.TryWithdraw(waiting));

        Assert.Equal(0, situation.Core.Waiting);
        Assert.NotNull(situation.Arrive("a", "one").Waits);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Hold_whatever_comes_goes_and_leaves(int seed)
    {
        var random = new Random(seed);
        var options = new AdmissionOptions { MaxWaiting = 40, MaxWaitingPerSite = 25, MaxWaitingPerAccount = 10 };
        var situation = new Situation(12, options);
        var (running, waiting) = (new List<(Claimant Claimant, CallRank Rank)>(), new List<Waiter>());

        for (var step = 0; step < 5000; step++)
        {
            situation.Advance(TimeSpan.FromMilliseconds(random.Next(5)));
            switch (random.Next(4))
            {
                case 0 or 1:
                    var (site, account, rank) = ($"site-{random.Next(5)}", $"account-{random.Next(5)}", (CallRank)random.Next(4));
                    var actual = situation.Core.RankOf(situation.Core.Find(site, account), rank, CallRank.Ordinary);
                    var (goes, waits, _) = situation.Arrive(site, account, rank);
                    if (goes) running.Add((situation.Core.Find(site, account), actual));
                    if (waits is not null) waiting.Add(waits);
                    break;
                case 2 when running.Count > 0:
                    var ended = random.Next(running.Count);
                    situation.Core.End(running[ended].Claimant, running[ended].Rank, TimeSpan.FromMilliseconds(1), situation.Now);
                    running.RemoveAt(ended);
                    while (situation.Core.Next() is { } next) running.Add((next.Claimant, next.Rank));
                    break;
                case 3 when waiting.Count > 0:
                    situation.Core.TryWithdraw(waiting[random.Next(waiting.Count)]);
                    while (situation.Core.Next() is { } next) running.Add((next.Claimant, next.Rank));
                    break;
            }

            waiting.RemoveAll(waiter => waiter.Place is null);
            Check(situation.Core, options, running, waiting);
        }
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 10)];

    private static void Check(AdmissionCore core, AdmissionOptions options, List<(Claimant Claimant, CallRank Rank)> running, List<Waiter> waiting)
    {
        Assert.Equal(running.Count, core.InFlight);
        Assert.Equal(waiting.Count, core.Waiting);
        Assert.InRange(core.InFlight, 0, core.Limit + 1);
        Assert.InRange(running.Count(call => call.Rank != CallRank.Emergency), 0, core.Limit);
        Assert.InRange(core.Waiting, 0, options.MaxWaiting);
        foreach (var share in core.Shares)
        {
            Assert.InRange(share.Waiting, 0, options.MaxWaitingPerSite);
            Assert.Equal(running.Count(call => call.Claimant.Share == share), share.InFlight);
            Assert.Equal(waiting.Count(call => call.Claimant.Share == share), share.Waiting);
        }

        // Nothing waits that could go.
        if (core.InFlight < core.Limit) Assert.All(waiting, call => Assert.True(call.Rank != CallRank.Emergency && call.Claimant.Share.InFlight > 0));
    }
}
