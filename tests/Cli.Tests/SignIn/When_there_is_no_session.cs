using MedRecords.Cli.Tests.Fakes;

namespace MedRecords.Cli.Tests.SignIn;

public sealed class When_there_is_no_session : Situation
{
    [Fact]
    public async Task A_command_signs_in_by_itself_and_keeps_the_session()
    {
        await Caller.RunAsync("sites", "list");
        await Caller.RunAsync("sites", "list");

        Assert.Equal(1, State.CountOf("SignIn"));
        Assert.Equal(2, State.CountOf("ListSites"));
    }

    [Fact]
    public async Task The_password_can_come_from_a_file()
    {
        Caller.Environment.Remove("MEDRECORDS_PASSWORD");

        var finished = await Caller.RunAsync("sites", "list", "--password-file", Caller.Write("password", Caller.Password + "\n"));

        Assert.Equal(0, finished.Code);
    }

    [Fact]
    public async Task The_password_is_asked_for_at_a_terminal()
    {
        Caller.Environment.Remove("MEDRECORDS_PASSWORD");
        Caller.Typed = new([Caller.Password]);

        Assert.Equal(0, (await Caller.RunAsync("sites", "list")).Code);
        Assert.Empty(Caller.Typed);
    }

    [Fact]
    public async Task A_script_without_a_password_is_told_what_to_do()
    {
        Caller.Environment.Remove("MEDRECORDS_PASSWORD");

        var finished = await Caller.RunAsync("sites", "list");

        Assert.Equal(3, finished.Code);
        Assert.Contains("medrecords sign-in", finished.Error, StringComparison.Ordinal);
        Assert.Empty(State.Calls);
    }

    [Fact]
    public async Task A_wrong_password_exits_with_3_and_is_tried_once()
    {
        Caller.Environment["MEDRECORDS_PASSWORD"] = "wrong";

        var finished = await Caller.RunAsync("sites", "list");

        Assert.Equal(3, finished.Code);
        Assert.Contains("user name or password is wrong", finished.Error, StringComparison.Ordinal);
        Assert.Equal(1, State.CountOf("SignIn"));
    }

    [Fact]
    public async Task A_session_that_the_service_has_ended_is_renewed_once()
    {
        await Caller.RunAsync("sign-in");
        State.Tokens.Clear();

        var finished = await Caller.RunAsync("sites", "list");

        Assert.Equal(0, finished.Code);
        Assert.Equal(2, State.CountOf("SignIn"));
    }

    [Fact]
    public async Task A_session_about_to_end_is_not_used()
    {
        State.SessionLength = TimeSpan.FromSeconds(5);

        await Caller.RunAsync("sites", "list");
        await Caller.RunAsync("sites", "list");

        Assert.Equal(2, State.CountOf("SignIn"));
    }

    [Fact]
    public async Task Every_call_has_a_deadline_and_the_purpose_given()
    {
        await Caller.RunAsync("sites", "list", "--purpose", "audit", "--timeout", "20s");

        Assert.All(State.Calls, call => Assert.InRange(call.Deadline, DateTime.UtcNow.AddSeconds(-5), DateTime.UtcNow.AddSeconds(21)));
        Assert.Equal("audit", State.Calls.Last().Purpose);
    }
}
