using MedRecords.Cli.Tests.Fakes;

namespace MedRecords.Cli.Tests.ChangePassword;

public sealed class When_a_new_password_is_given : Situation
{
    private const string NewPassword = "a longer horse battery";

    [Fact]
    public async Task It_is_changed_and_the_new_session_is_used()
    {
        var finished = await Caller.RunAsync("change-password", "--new-password-file", Caller.Write("new", NewPassword + "\n"));
        Caller.Environment.Remove("MEDRECORDS_PASSWORD");

        Assert.Equal(0, finished.Code);
        Assert.Equal(NewPassword, State.Passwords["nora"]);
        Assert.Equal(0, (await Caller.RunAsync("sites", "list")).Code);
        Assert.Equal(1, State.CountOf("SignIn"));
    }

    [Fact]
    public async Task It_can_be_typed_twice()
    {
        Caller.Typed = new([NewPassword, NewPassword]);

        Assert.Equal(0, (await Caller.RunAsync("change-password")).Code);
        Assert.Equal(NewPassword, State.Passwords["nora"]);
    }

    [Fact]
    public async Task Nothing_changes_where_the_second_time_differs()
    {
        Caller.Typed = new([NewPassword, NewPassword + "!"]);

        Assert.Equal(1, (await Caller.RunAsync("change-password")).Code);
        Assert.Equal(Caller.Password, State.Passwords["nora"]);
    }
}
