using MedRecords.Cli.Tests.Fakes;
using MedRecords.V1;

namespace MedRecords.Cli.Tests.Directory;

public sealed class When_an_administrator_manages : Situation
{
    [Fact]
    public async Task Sites_are_listed_and_added_once()
    {
        var first = await Caller.RunAsync("sites", "add", "north", "North clinic", "--json");
        var second = await Caller.RunAsync("sites", "add", "north", "North clinic", "--json");
        var list = await Caller.RunAsync("sites", "list");

        Assert.False(first.Lines.Single()["alreadyThere"]!.GetValue<bool>());
        Assert.True(second.Lines.Single()["alreadyThere"]!.GetValue<bool>());
        Assert.Contains("North clinic", list.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_account_shows_its_password_once()
    {
        var finished = await Caller.RunAsync("staff", "add", "pat", "--name", "Pat Doe", "--role", "physician@main", "--role", "auditor@main", "--json");

        Assert.Equal("made-once", finished.Lines.Single()["oneTimePassword"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_first_password_comes_from_a_file_and_is_not_shown()
    {
        var finished = await Caller.RunAsync("staff", "add", "pat", "--name", "Pat Doe", "--role", "nurse@main", "--keep-password", "--new-password-file", Caller.Write("first", "a first password\n"));

        Assert.Equal("a first password", State.Passwords["pat"]);
        Assert.Equal("Added pat.\n", finished.Out);
    }

    [Fact]
    public async Task A_role_that_does_not_exist_is_a_usage_error_that_lists_those_that_do()
    {
        var finished = await Caller.RunAsync("staff", "add", "pat", "--name", "Pat Doe", "--role", "wizard@main");

        Assert.Equal(2, finished.Code);
        Assert.Contains("records-office", finished.Error, StringComparison.Ordinal);
        Assert.Equal(0, State.CountOf("AddStaff"));
    }

    [Fact]
    public async Task An_uncertain_new_account_is_not_tried_twice()
    {
        State.FailNext("AddStaff", FakeErrors.Of(Grpc.Core.StatusCode.Unknown, "ERROR_REASON_OUTCOME_UNKNOWN"), afterEffect: true);

        var finished = await Caller.RunAsync("staff", "add", "pat", "--name", "Pat Doe", "--role", "nurse@main");

        Assert.Equal(7, finished.Code);
        Assert.Equal(1, State.CountOf("AddStaff"));
    }

    [Fact]
    public async Task Roles_are_replaced()
    {
        await Caller.RunAsync("staff", "roles", "nora", "records-office@north");

        Assert.Equal(new Assignment { Role = Role.RecordsOffice, Site = "north" }, Assert.Single(State.Assignments));
    }

    [Fact]
    public async Task Accounts_are_listed_with_roles_and_whether_they_are_disabled()
    {
        var finished = await Caller.RunAsync("staff", "list");

        Assert.Contains("Nora [RN]", finished.Out, StringComparison.Ordinal);
        Assert.Contains("nurse@main", finished.Out, StringComparison.Ordinal);
        Assert.Contains("disabled", finished.Out, StringComparison.Ordinal);
    }
}
