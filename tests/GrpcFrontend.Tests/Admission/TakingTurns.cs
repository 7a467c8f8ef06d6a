using MedRecords.GrpcFrontend.Admission;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Admission;

public class TakingTurns
{
    [Fact]
    public void A_site_that_floods_leaves_every_second_turn_to_another()
    {
        var situation = Busy();
        situation.Flood("flooding", 400);
        situation.Flood("other", 20, _ => "nurse");

        var served = situation.Serve(40);

        Assert.Equal(20, served.Count(call => call.Claimant.Share.Site == "other"));
    }

    [Fact]
    public void A_site_gets_turns_by_its_weight()
    {
        var situation = Busy(new() { SiteWeights = new Dictionary<string, int> { ["large"] = 3 } });
        situation.Flood("large", 100);
        situation.Flood("small", 100);

        var served = situation.Serve(80);

        Assert.Equal(60, served.Count(call => call.Claimant.Share.Site == "large"));
    }

    [Fact]
    public void Accounts_of_a_site_take_turns_whatever_each_has_waiting()
    {
        var situation = Busy();
        situation.Flood("site", 300);
        situation.Flood("site", 10, _ => "nurse");

        var served = situation.Serve(20);

        Assert.Equal(10, served.Count(call => call.Claimant.Account == "nurse"));
    }

    [Fact]
    public void Calls_of_one_account_go_in_the_order_in_which_they_came()
    {
        var situation = Busy();
        var came = Enumerable.Range(0, 50).Select(_ => situation.Arrive("site", "nurse").Waits!).ToList();

        Assert.Equal(came, situation.Serve(50));
    }

    [Fact]
    public void A_higher_class_goes_first_and_a_lower_one_gets_its_turns()
    {
        var situation = Busy();
        situation.Flood("site", 60, _ => "batch", CallRank.Bulk);
        situation.Flood("site", 60, _ => "clerk");
        situation.Flood("site", 60, _ => "nurse", CallRank.Vital);

        var round = situation.Serve(21);

        Assert.Equal(CallRank.Vital, round[0].Rank);
        Assert.Equal((16, 4, 1), (Of(round, CallRank.Vital), Of(round, CallRank.Ordinary), Of(round, CallRank.Bulk)));
    }

    [Fact]
    public void An_emergency_waits_for_nobody()
    {
        var situation = Busy();
        situation.Flood("flooding", 400);
        situation.Flood("flooding", 40, call => $"account-{call}");

        Assert.True(situation.Arrive("flooding", "nurse", CallRank.Emergency).Goes);
    }

    [Fact]
    public void Emergencies_of_many_accounts_cost_the_others_a_ninth_of_the_turns()
    {
        var situation = new Situation(8);
        situation.Flood("one", 200, call => $"nurse-{call % 4}");
        situation.Flood("two", 200, call => $"nurse-{call % 4}");
        situation.Flood("flooding", 400, call => $"liar-{call}", CallRank.Emergency);

        var served = situation.Serve(90);

        Assert.InRange(Of(served, CallRank.Emergency), 9, 11);
    }

    [Fact]
    public void Emergencies_have_every_place_that_nobody_else_wants()
    {
        var situation = new Situation(8);
        situation.Flood("site", 40, call => $"nurse-{call}", CallRank.Emergency);

        Assert.Equal(9, situation.Core.InFlight);
        Assert.Equal(31, situation.Serve(31).Count);
    }

    [Fact]
    public void An_account_has_so_many_emergencies_and_the_others_rank_as_none()
    {
        var situation = Busy();
        situation.Flood("site", 20, rank: CallRank.Emergency);

        Assert.Equal(new AdmissionOptions().MaxEmergenciesPerAccount, situation.Core.Find("site", "flooder").Emergencies);
        Assert.Equal(16, Of(situation.Serve(19), CallRank.Ordinary));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Nobody_waits_for_ever_whatever_comes(int seed)
    {
        var random = new Random(seed);
        var situation = Busy();
        string[] sites = ["a", "b", "c", "d"];
        var patient = situation.Arrive("quiet", "nurse", CallRank.Bulk).Waits!;
        var turns = 0;

        while (patient.Place is not null)
        {
            for (var more = random.Next(3); more >= 0; more--)
                situation.Arrive(sites[random.Next(sites.Length)], $"account-{random.Next(9)}", (CallRank)random.Next(4));
            situation.Advance(TimeSpan.FromMilliseconds(1));
            situation.EndOne();
            Assert.InRange(++turns, 1, 4 * (sites.Length + 1));
        }
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    // One place, and it is taken.
    private static Situation Busy(AdmissionOptions? options = null)
    {
        var situation = new Situation(1, options);
        situation.Arrive("busy", "first");
        return situation;
    }

    private static int Of(IEnumerable<Waiter> served, CallRank rank) => served.Count(call => call.Rank == rank);
}
