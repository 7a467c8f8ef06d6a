using System.CommandLine;
using System.Text.Json.Nodes;
using MedRecords.Cli.Connecting;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Operations;

/// <summary>Takes a backup of the whole journal.</summary>
internal static class BackupCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var file = new Argument<string>("FILE") { Description = "Where to; - is standard output." };
        var command = new Command("backup", "Take a backup of the whole journal while the service runs. It is of use only together with the key ring.") { file };
        shell.On(command, run => run.Get(file) == "-" ? WriteAsync(run, run.Host.Output) : ToFileAsync(run, run.Get(file)));
        return command;
    }

    private static async Task ToFileAsync(Run run, string path)
    {
        using var file = new AtomicFile(path);
        var bytes = await WriteAsync(run, file.Stream);
        file.Keep();
        run.Output.Result(new JsonObject { ["file"] = path, ["bytes"] = bytes }, $"Backed up the journal to {path} ({bytes:N0} bytes). Keep the key ring too: one is of no use without the other.");
    }

    private static async Task<long> WriteAsync(Run run, Stream stream)
    {
        var bytes = 0L;
        await foreach (var part in run.Service.ReadAsync(options => run.Service.Operations.Backup(new BackupRequest(), options), Service.JournalTimeout))
        {
            await stream.WriteAsync(part.Chunk.Memory, run.Cancellation);
            bytes += part.Chunk.Length;
        }
        await stream.FlushAsync(run.Cancellation);
        return bytes;
    }
}
