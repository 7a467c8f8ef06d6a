using MedRecords.Cli.Tests.Fakes;

namespace MedRecords.Cli.Tests.Policy;

public sealed class When_a_file_is_checked : Situation
{
    [Fact]
    public async Task A_sound_one_is_called_sound_without_a_service_being_asked()
    {
        var file = await FileOf("id: ours\nname: Ours\nroles:\n- role: administrator\n  actions: [administer]\n");

        var finished = await Caller.RunAsync("policy", "check", file);

        Assert.Equal((0, true), (finished.Code, finished.Out.Contains("is sound", StringComparison.Ordinal)));
        Assert.Empty(State.Calls);
    }

    [Fact]
    public async Task A_broken_one_is_told_by_line_and_column()
    {
        var file = await FileOf("id: ours\nname: Ours\nroles:\n- role: janitor\n");

        var finished = await Caller.RunAsync("policy", "check", file);

        Assert.Equal(8, finished.Code);
        Assert.Contains($"{file}:4:9:", finished.Out, StringComparison.Ordinal);
    }

    private static async Task<string> FileOf(string text)
    {
        var file = Path.Combine(System.IO.Directory.CreateTempSubdirectory("policy").FullName, "policy.yaml");
        await File.WriteAllTextAsync(file, text);
        return file;
    }
}
