extern alias cli;

using cli::MedRecords.Cli.Running;
using MedRecords.Cli.Tests.Fakes;
using Command = System.CommandLine.Command;

namespace MedRecords.Cli.Tests.Parsing;

public sealed class When_help_is_asked_for : IDisposable
{
    private readonly Caller _caller = new("http://127.0.0.1:1");

    [Fact]
    public async Task It_lists_the_exit_codes()
    {
        var finished = await _caller.RunAsync("--help");

        Assert.Equal(0, finished.Code);
        foreach (var code in new[] { "0  done", "6  the chart is newer", "9  stored data is damaged", "130  interrupted" })
            Assert.Contains(code, finished.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_names_the_program_as_people_type_it()
    {
        Assert.Contains("medrecords [command]", (await _caller.RunAsync("--help")).Out, StringComparison.Ordinal);
        Assert.Contains("medrecords show <CHART>", (await _caller.RunAsync("show", "--help")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_gives_the_version()
    {
        var finished = await _caller.RunAsync("--version");

        Assert.Equal(0, finished.Code);
        Assert.Matches(@"^\d+\.\d+", finished.Out);
    }

    [Fact]
    public void Every_command_and_option_is_described_and_none_takes_a_password()
    {
        using var host = new cli::MedRecords.Cli.Host { Input = Stream.Null, Output = Stream.Null, Error = TextWriter.Null, Environment = _ => null };
        var commands = WithAllBelow(CommandLine.CreateRoot(host)).ToList();

        Assert.All(commands, command => Assert.False(string.IsNullOrWhiteSpace(command.Description), command.Name));
        Assert.All(commands.SelectMany(command => command.Options), option =>
        {
            Assert.False(string.IsNullOrWhiteSpace(option.Description), option.Name);
            Assert.DoesNotMatch("password$", option.Name == "--keep-password" ? "" : option.Name);
        });
    }

    public void Dispose() => _caller.Dispose();

    private static IEnumerable<Command> WithAllBelow(Command command) => command.Subcommands.SelectMany(WithAllBelow).Prepend(command);
}
