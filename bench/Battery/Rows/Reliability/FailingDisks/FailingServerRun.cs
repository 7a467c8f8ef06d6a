using MedRecords.Battery.Hosts;
using MedRecords.Testing;

namespace MedRecords.Battery.Rows.Reliability.FailingDisks;

/// <summary>
/// A PostgreSQL server whose writes and syncs fail. It gives up on purpose where its log is concerned, and comes
/// back by itself or is started again; either way the journal must go on without a restart of its own.
/// </summary>
internal sealed class FailingServerRun
{
    private const string Preload = "LD_PRELOAD";

    /// <summary>What the failures led to.</summary>
    public static async Task<IReadOnlyList<FailureReport>> RunAsync(WorkFolder folder, int most)
    {
        var place = folder.Create("failing-server");
        var controlFile = Path.Combine(place, "control");
        using var control = new FailureControl(controlFile);
        // The server runs as another user.
        File.SetUnixFileMode(controlFile, (UnixFileMode)0b110_110_110);
        await using var server = await PostgresServer.StartAsync();
        var database = await server.CreateDatabaseAsync();
        await server.StopAsync(immediate: false);
        await StartAsync(server, await Preloads.CompileAsync("failing", place), controlFile);
        var usage = new ServerUsage(server, control, database);
        var reports = new List<FailureReport>();
        foreach (var failure in Failure.Choose(await usage.CountOperationsAsync(), most))
            reports.Add(await usage.RunAsync(reports.Count + 1, failure));
        await usage.DisposeAsync();
        return reports;
    }

    /// <summary>The library does nothing in processes that do not write to the server's folder.</summary>
    private static async Task StartAsync(PostgresServer server, string library, string control)
    {
        var variables = new Dictionary<string, string> { [Preload] = library, [FailureControl.FolderVariable] = server.DataFolder, [FailureControl.FileVariable] = control };
        foreach (var (name, value) in variables)
            Environment.SetEnvironmentVariable(name, value);
        // They stay, for whenever it has to be started again.
        await server.StartAgainAsync();
    }
}
