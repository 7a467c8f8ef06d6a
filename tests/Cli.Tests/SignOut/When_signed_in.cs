using MedRecords.Cli.Tests.Fakes;

namespace MedRecords.Cli.Tests.SignOut;

public sealed class When_signed_in : Situation
{
    [Fact]
    public async Task The_session_ends_at_the_service_and_here()
    {
        await Caller.RunAsync("sign-in");

        Assert.Equal(0, (await Caller.RunAsync("sign-out")).Code);

        Assert.Empty(State.Tokens);
        Caller.Environment.Remove("MEDRECORDS_PASSWORD");
        Assert.Equal(3, (await Caller.RunAsync("sites", "list")).Code);
    }

    [Fact]
    public async Task A_session_that_had_ended_already_is_forgotten_without_a_word()
    {
        await Caller.RunAsync("sign-in");
        State.Tokens.Clear();

        var finished = await Caller.RunAsync("sign-out");

        Assert.Equal((0, ""), (finished.Code, finished.Error));
        Assert.Equal(1, State.CountOf("SignIn"));
    }

    [Fact]
    public async Task Everywhere_ends_the_sessions_on_other_machines_too()
    {
        await Caller.RunAsync("sign-in");
        State.Tokens["elsewhere"] = "nora";

        await Caller.RunAsync("sign-out", "--everywhere");

        Assert.Empty(State.Tokens);
    }
}
