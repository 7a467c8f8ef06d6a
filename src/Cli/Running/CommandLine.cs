using System.CommandLine;
using System.CommandLine.Help;
using MedRecords.Cli.Output;

namespace MedRecords.Cli.Running;

/// <summary>From arguments to an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Runs the command that the arguments name.</summary>
    public static async Task<int> RunAsync(string[] args, Host host, CancellationToken cancellation)
    {
        try
        {
            return await ParseAndRunAsync(args, host, cancellation);
        }
        catch (IOException)
        {
            // Whoever read our output has gone, as `head` does; there is nobody left to tell.
            return (int)ExitCode.Failed;
        }
    }

    /// <summary>The whole command tree.</summary>
    public static Command CreateRoot(Host host)
    {
        var globals = new GlobalOptions();
        // An ordinary command, because a root command is named after its file, and nobody types that.
        var help = new HelpOption();
        help.Action = new HelpWithExitCodes((HelpAction)help.Action!);
        var root = new Command("medrecords", "MedRecords: patients' charts, from the command line.") { help, new VersionOption() };
        globals.AddTo(root);
        foreach (var command in Commands.AllCommands.Create(new Shell(host, globals)))
            root.Add(command);
        return root;
    }

    private static async Task<int> ParseAndRunAsync(string[] args, Host host, CancellationToken cancellation)
    {
        using (host)
        {
            var parsed = CreateRoot(host).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            var isHelp = parsed.Action is HelpWithExitCodes;
            if (parsed.Errors.Count > 0 && !isHelp)
                return Refuse(parsed, host);
            var configuration = new InvocationConfiguration { Output = host.Out, Error = host.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(configuration, cancellation);
        }
    }

    private static int Refuse(ParseResult parsed, Host host)
    {
        var path = string.Join(' ', parsed.CommandResult.Parent is null ? [] : NamesUpTo(parsed.CommandResult));
        host.Error.WriteLine($"medrecords: {Clean.Line(string.Join(' ', parsed.Errors.Select(error => error.Message).Distinct()))} See `medrecords {path}{(path.Length > 0 ? " " : "")}--help`.");
        return (int)ExitCode.Usage;
    }

    private static IEnumerable<string> NamesUpTo(System.CommandLine.Parsing.CommandResult result) =>
        result.Parent is System.CommandLine.Parsing.CommandResult { Parent: not null } parent ? [.. NamesUpTo(parent), result.Command.Name] : [result.Command.Name];
}
