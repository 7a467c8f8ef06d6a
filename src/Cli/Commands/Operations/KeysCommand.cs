using System.CommandLine;
using System.Text.Json.Nodes;
using MedRecords.Cli.Connecting;
using MedRecords.Cli.Output;
using MedRecords.Cli.Refusals;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Operations;

/// <summary>Shows which master key wraps how many keys, and wraps them anew under the one in use.</summary>
internal static class KeysCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var rewrap = new Command("rewrap", "Wrap every data key anew under the master key that is first in the key ring, while the service runs.");
        shell.On(rewrap, RewrapAsync);
        var command = new Command("keys", "Show how many keys each master key wraps (as an administrator). No key is shown.") { rewrap };
        shell.On(command, ListAsync);
        return command;
    }

    private static async Task ListAsync(Run run)
    {
        var list = await run.Service.CallAsync(
            async options => await run.Service.Operations.ListMasterKeysAsync(new ListMasterKeysRequest(), options), Service.ChartTimeout, repeatable: true);
        if (run.Output.IsJson)
            run.Output.Json(list);
        else
            run.Output.Draw(list.MasterKeys.Aggregate(Tables.Create("Master key", "Keys", "Key ring"), (table, use) => table.Row(use.Id, $"{use.Keys}", PlaceOf(use))));
        if (list.Problem.Length > 0)
            throw new CliException(ExitCode.Failed, $"The service still uses the key ring from before. {list.Problem}");
    }

    private static string PlaceOf(MasterKeyUse use) => use switch
    {
        { Place: 0 } => "missing: put its line back",
        { Place: 1 } => "key 1, in use",
        { Keys: 0 } => $"key {use.Place}, wraps nothing",
        _ => $"key {use.Place}, still needed",
    };

    private static async Task RewrapAsync(Run run)
    {
        RewrapKeysResponse? last = null;
        await foreach (var progress in run.Service.ReadAsync(options => run.Service.Operations.RewrapKeys(new RewrapKeysRequest(), options), Service.JournalTimeout))
        {
            last = progress;
            if (run.Output.IsLive)
                run.Host.Error.Write($"\r{progress.Checked} keys checked");
        }
        if (run.Output.IsLive)
            run.Host.Error.Write("\r\u001b[K");
        if (last is { Problem.Length: > 0 })
            throw new CliException(ExitCode.Failed, $"Nothing was wrapped anew. {last.Problem}");
        if (last?.Finished != true)
            throw new CliException(ExitCode.Unavailable, "The wrapping broke off before its end: run it again, it goes on from there.");
        run.Output.Result(
            new JsonObject { ["checked"] = last.Checked, ["rewrapped"] = last.Rewrapped, ["unopened"] = last.Unopened },
            $"{last.Checked} keys checked, {last.Rewrapped} wrapped anew. Before an older line is taken out of the key ring, `medrecords keys` must show nothing under it.");
        if (last.Unopened > 0)
            throw new CliException(ExitCode.Damaged, $"{last.Unopened} keys do not open and stay as they were: see `medrecords keys` for a master key that is missing, and `medrecords verify`.");
    }
}
