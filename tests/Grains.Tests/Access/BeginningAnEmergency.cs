using MedRecords.Grains.Access;
using MedRecords.V1;
using static MedRecords.Grains.Tests.Situation;

namespace MedRecords.Grains.Tests.Access;

public sealed class BeginningAnEmergency
{
    private static readonly ChartRelations Chart = new() { Id = ChartId.ToString(), Exists = true, Sites = [new ChartSite(Here, string.Empty)] };

    [Theory]
    [InlineData(Role.RecordsOffice)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Application)]
    public void Tells_whoever_may_not_nothing_of_whether_there_is_such_a_chart(Role role)
    {
        var question = Ask(Account((role, Elsewhere)), AccessAction.Emergency);

        var there = AccessRules.DecideEmergency(question, Chart, string.Empty).Refusal;

        Assert.NotNull(there);
        Assert.Equal(there, AccessRules.DecideEmergency(question, Chart with { Exists = false }, string.Empty).Refusal);
    }

    [Fact]
    public void Is_for_charts_that_there_are()
    {
        var question = Ask(Account((Role.Physician, Elsewhere)), AccessAction.Emergency);

        Assert.Null(AccessRules.DecideEmergency(question, Chart, string.Empty).Refusal);
        Assert.Equal(AccessRules.NotFound, AccessRules.DecideEmergency(question, Chart with { Exists = false }, string.Empty).Refusal);
    }
}
