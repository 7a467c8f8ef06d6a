using System.CommandLine;
using System.Diagnostics;
using MedRecords.Cli.Refusals;
using MedRecords.Cli.Running;

namespace MedRecords.Cli.Commands.Operations;

/// <summary>Hands a backup to the silo program, which restores it while the service is stopped.</summary>
internal static class RestoreCommand
{
    /// <summary>Where the wrapper script tells us that the product lies.</summary>
    public const string HomeVariable = "MEDRECORDS_HOME";

    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var file = new Argument<string>("FILE") { Description = "The backup." };
        var data = new Option<string?>("--data") { HelpName = "DIR", Description = "Restores into this folder." };
        var database = new Option<string?>("--database") { HelpName = "URL", Description = "Restores into this PostgreSQL database." };
        var keyFile = new Option<string?>("--key-file") { HelpName = "FILE", Description = "The key ring of the backup." };
        var keyCommand = new Option<string?>("--key-command") { HelpName = "COMMAND", Description = "Prints the key ring of the backup." };
        var passedOn = new[] { data, database, keyFile, keyCommand };
        var command = new Command("restore", "Restore a backup into an empty journal; works offline, with the service stopped.") { file, data, database, keyFile, keyCommand };
        command.Validators.Add(result =>
        {
            if (result.GetValue(data) is null && result.GetValue(database) is null)
                result.AddError("Say where to: --data or --database.");
        });
        shell.On(command, run => RestoreAsync(run, [run.Get(file), .. passedOn.SelectMany(option => run.Get(option) is { } value ? [option.Name, value] : Array.Empty<string>())]));
        return command;
    }

    private static async Task<ExitCode> RestoreAsync(Run run, string[] arguments)
    {
        var program = Path.Combine(run.Host.Variable(HomeVariable) ?? ".", "run");
        if (!File.Exists(program))
            throw new CliException(ExitCode.Failed, "Restoring works on the machine of the service, with the service stopped: run `./run restore FILE --data DIR` (or --database URL) there.");
        using var process = Process.Start(new ProcessStartInfo(program, ["restore", .. arguments])) ?? throw new CliException(ExitCode.Failed, $"{program} does not start.");
        await process.WaitForExitAsync(run.Cancellation);
        return (ExitCode)process.ExitCode;
    }
}
