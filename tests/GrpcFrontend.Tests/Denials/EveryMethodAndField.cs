using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.Testing.Denials;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Denials;

/// <summary>The tables that the batteries' rows S2 and S3 go by, against the API as it is.</summary>
public class EveryMethodAndField
{
    [Fact]
    public void Has_its_line_in_the_table_of_denials()
    {
        var missing = Methods.All.Select(GeneratedMethods.PathOf).Where(path => MethodTable.Find(path) is null).ToList();

        Assert.True(missing.Count == 0, $"MethodTable (tests/Testing/Denials) has no line for {string.Join(", ", missing)}. Add one: who may not call it, and how are they refused?");
    }

    [Fact]
    public void Is_in_the_table_of_denials_once_and_there_is_no_other() =>
        Assert.Equal(Methods.All.Select(GeneratedMethods.PathOf).Order(), MethodTable.Rows.Select(row => row.Path).Order());

    [Fact]
    public void Has_an_expectation_in_every_situation()
    {
        foreach (var row in MethodTable.Rows)
            Assert.All(Enum.GetValues<Situation>(), situation => Assert.True(Enum.IsDefined(Expectations.Of(row, situation))));
    }

    [Fact]
    public void Of_a_request_says_whether_it_names_something()
    {
        var unlisted = IdFields.FindUnlisted(Methods.All.Select(method => method.InputType));

        Assert.True(unlisted.Count == 0, $"IdFields (tests/Testing/Denials) does not say what these name: {string.Join(", ", unlisted)}.");
    }

    [Fact]
    public void Would_be_missed_where_it_is_not_listed() =>
        Assert.Contains("GetChartResponse.version", IdFields.FindUnlisted([V1.GetChartResponse.Descriptor]));

    [Fact]
    public void Takes_another_value_and_keeps_the_rest()
    {
        var request = new V1.GrantRequest { ChartId = "one", Grant = new V1.Grant { Account = "two", Reason = "three" } };
        var place = IdFields.In(V1.GrantRequest.Descriptor).Single(place => place.Path == "grant.account");

        var swapped = (V1.GrantRequest)Swap.Into(request, place, "other");

        Assert.Equal(("one", "other", "three"), (swapped.ChartId, swapped.Grant.Account, swapped.Grant.Reason));
        Assert.Equal("two", request.Grant.Account);
    }
}
