using MedRecords.GrpcFrontend.Admission;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Admission;

public class Forgetting
{
    [Fact]
    public void Those_who_have_nothing_here_any_more_are_forgotten()
    {
        var claimants = new Claimants(new Dictionary<string, int>());

        for (var account = 0; account < 100_000; account++) claimants.Find($"site-{account}", $"account-{account}");

        Assert.InRange(claimants.Count, 1, 1024);
        Assert.InRange(claimants.Shares.Count, 1, 1024);
    }

    [Fact]
    public void Those_who_have_something_here_are_not()
    {
        var claimants = new Claimants(new Dictionary<string, int>());
        var busy = claimants.Find("site", "nurse");
        busy.InFlight = 1;

        for (var account = 0; account < 10_000; account++) claimants.Find("site", $"account-{account}");

        Assert.Same(busy, claimants.Find("site", "nurse"));
    }
}
