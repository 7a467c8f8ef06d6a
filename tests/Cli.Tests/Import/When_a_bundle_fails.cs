using Grpc.Core;
using MedRecords.Cli.Tests.Fakes;

namespace MedRecords.Cli.Tests.Import;

public sealed class When_a_bundle_fails : Situation
{
    private const string Sound = """{"id":"chart-9","entry":[{}]}""";
    private const string Broken = """{"id":"chart-8","entry":[{""";

    [Fact]
    public async Task Json_names_file_error_reason_and_place_and_the_others_go_on()
    {
        var (broken, sound) = (Caller.Write("broken.json", Broken), Caller.Write("sound.json", Sound));

        var finished = await Caller.RunAsync("import", broken, sound, "--json");

        Assert.Equal(8, finished.Code);
        Assert.Equal(broken, finished.Lines[0]["file"]!.GetValue<string>());
        Assert.Equal("ERROR_REASON_BROKEN_BUNDLE", finished.Lines[0]["reason"]!.GetValue<string>());
        Assert.Equal("byte 34, entry 3", finished.Lines[0]["place"]!.GetValue<string>());
        Assert.Contains("entry 3", finished.Lines[0]["error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("chart-9", finished.Lines[1]["chartId"]!.GetValue<string>());
    }

    [Fact]
    public async Task Text_names_file_and_place_on_standard_error()
    {
        var finished = await Caller.RunAsync("import", Caller.Write("broken.json", Broken), Caller.Write("sound.json", Sound));

        Assert.Equal(8, finished.Code);
        Assert.Contains("broken.json: The bundle is broken: not valid JSON (byte 34, entry 3). Nothing was stored.", finished.Error, StringComparison.Ordinal);
        Assert.Contains("1 of 2 files imported, 1 failed.", finished.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_does_not_stop_the_others()
    {
        var finished = await Caller.RunAsync("import", Path.Combine(Caller.Home, "none.json"), Caller.Write("sound.json", Sound), "--json");

        Assert.Equal(1, finished.Code);
        Assert.Equal("NO_SUCH_FILE", finished.Lines[0]["reason"]!.GetValue<string>());
        Assert.Equal("chart-9", finished.Lines[1]["chartId"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_large_file_that_is_refused_early_gets_the_refusal_and_not_a_broken_pipe()
    {
        State.FailNext("ImportBundle", FakeErrors.Of(StatusCode.PermissionDenied, "ERROR_REASON_NOT_PERMITTED"));
        var file = Caller.Write("large.json", Sound + new string(' ', 5_000_000));

        var finished = await Caller.RunAsync("import", file, "--json");

        Assert.Equal(4, finished.Code);
        Assert.Equal("ERROR_REASON_NOT_PERMITTED", finished.Lines.Single()["reason"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_unknown_outcome_is_settled_by_sending_the_file_again(bool afterEffect)
    {
        State.FailNext("ImportBundle", FakeErrors.Of(StatusCode.Unknown, "ERROR_REASON_OUTCOME_UNKNOWN"), afterEffect);

        var finished = await Caller.RunAsync("import", Caller.Write("sound.json", Sound), "--json");

        Assert.Equal(0, finished.Code);
        Assert.Equal(afterEffect ? 1 : 0, finished.Lines.Single()["unchanged"]!.GetValue<int>());
        Assert.Equal(2, State.CountOf("ImportBundle"));
    }

    [Fact]
    public async Task A_wrong_password_is_tried_once_and_not_once_a_file()
    {
        Caller.Environment["MEDRECORDS_PASSWORD"] = "wrong";

        var finished = await Caller.RunAsync("import", Caller.Write("one.json", Sound), Caller.Write("two.json", Sound), "--site", "main");

        Assert.Equal(3, finished.Code);
        Assert.Equal(1, State.CountOf("SignIn"));
    }
}
