using MedRecords.Cli.Tests.Fakes;

namespace MedRecords.Cli.Tests.Routing;

public sealed class When_a_chart_is_addressed : Situation
{
    [Fact]
    public async Task Every_call_about_it_names_it_for_the_load_balancer()
    {
        await OpenAsync();

        await Caller.RunAsync("append", "chart-1", "--note", "Feels better.");
        await Caller.RunAsync("show", "chart-1");

        Assert.All(State.Calls.Where(call => call.Method is "AppendEntries" or "GetChart" or "ListEntries"), call => Assert.Equal("chart-1", call.ChartId));
        Assert.Equal(1, State.CountOf("GetChart"));
    }

    [Fact]
    public async Task Calls_about_no_chart_name_none()
    {
        await OpenAsync();

        await Caller.RunAsync("sites", "list");

        Assert.All(State.Calls.Where(call => call.Method is "SignIn" or "OpenChart" or "ListSites"), call => Assert.Null(call.ChartId));
        Assert.Equal(1, State.CountOf("ListSites"));
    }

    [Theory]
    [InlineData("kölner-dom")]
    [InlineData("a\nb")]
    [InlineData("no such chart")]
    public async Task An_id_that_no_header_can_carry_is_left_to_the_service(string id)
    {
        var finished = await Caller.RunAsync("show", id);

        Assert.Equal(5, finished.Code);
        Assert.All(State.Calls, call => Assert.Null(call.ChartId));
    }

    private async Task OpenAsync() => Assert.Equal(0, (await Caller.RunAsync("open", "--family", "Doe", "--given", "Jane", "--site", "main")).Code);
}
