using MedRecords.Cli.Tests.Fakes;

namespace MedRecords.Cli.Tests.SignIn;

public sealed class When_the_password_is_right : Situation
{
    [Fact]
    public async Task It_says_who_is_signed_in_and_in_which_role()
    {
        var finished = await Caller.RunAsync("sign-in");

        Assert.Equal(0, finished.Code);
        Assert.Contains("as nora (nurse@main)", finished.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_session_lies_where_only_its_owner_can_read_it()
    {
        await Caller.RunAsync("sign-in");

        var files = System.IO.Directory.GetFiles(Path.Combine(Caller.Home, "state", "medrecords"));
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.All(files, file => Assert.DoesNotContain(Caller.Password, File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Later_commands_use_the_session_without_user_or_password()
    {
        await Caller.RunAsync("sign-in");
        Caller.Environment.Remove("MEDRECORDS_USER");
        Caller.Environment.Remove("MEDRECORDS_PASSWORD");

        var finished = await Caller.RunAsync("sites", "list");

        Assert.Equal(0, finished.Code);
        Assert.Equal(1, State.CountOf("SignIn"));
    }

    [Fact]
    public async Task Json_gives_what_a_script_needs_and_no_token()
    {
        var line = Assert.Single((await Caller.RunAsync("sign-in", "--json")).Lines);

        Assert.Equal("nora", line["user"]!.GetValue<string>());
        Assert.Equal("nurse@main", line["roles"]![0]!.GetValue<string>());
        Assert.False(line.ContainsKey("token"));
    }

    [Fact]
    public async Task A_password_that_must_be_changed_is_pointed_out()
    {
        State.MustChangePassword = true;

        var finished = await Caller.RunAsync("sign-in");

        Assert.Equal(0, finished.Code);
        Assert.Contains("medrecords change-password", finished.Error, StringComparison.Ordinal);
    }
}
