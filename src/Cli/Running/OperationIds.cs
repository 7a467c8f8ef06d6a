using System.CommandLine;

namespace MedRecords.Cli.Running;

/// <summary>The option that names an operation, so that a repeated command takes effect once.</summary>
internal static class OperationIds
{
    /// <summary>The option, to be added to every command that records something.</summary>
    public static Option<string?> Create() => new("--operation-id") { HelpName = "ID", Description = "Names this operation; a repeated command with the same id takes effect once. [default: a new id]" };

    /// <summary>The id given, or a new one.</summary>
    public static string Read(Run run, Option<string?> option)
    {
        var id = run.Get(option) ?? Guid.NewGuid().ToString();
        run.RepeatWith("--operation-id", id);
        return id;
    }
}
