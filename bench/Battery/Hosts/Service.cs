using System.Diagnostics;
using MedRecords.Battery.Setup;

namespace MedRecords.Battery.Hosts;

/// <summary>The service under test: the silo program, in a process of its own.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly ServerProcess _process;

    private Service(ServerProcess process, int port) => (_process, Port) = (process, port);

    /// <summary>Port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Processor time that it has taken.</summary>
    public TimeSpan ProcessorTime => _process.ProcessorTime;

    /// <summary>Starts it with a data folder, and a PostgreSQL database unless it is to keep its data by itself.</summary>
    /// <param name="folder">The data folder; an earlier service's to go on with its data.</param>
    /// <param name="database">The database, or null for SQLite in the data folder.</param>
    /// <param name="environment">Variables to add.</param>
    public static Task<Service> StartAsync(string folder, Uri? database, params (string Name, string Value)[] environment) =>
        StartAsync(folder, database, [], environment);

    /// <summary>The same, with options of the program.</summary>
    public static async Task<Service> StartAsync(string folder, Uri? database, IReadOnlyList<string> options, params (string Name, string Value)[] environment)
    {
        var port = FreePort.Find();
        string[] store = database is null ? [] : ["--database", database.ToString()];
        var command = new ProcessStartInfo("dotnet", [Self.FindNeighbour("Silo"), "--data", folder, "--listen", $"127.0.0.1:{port}", "--drain-seconds", "0", .. store, .. options]);
        command.Environment["MEDRECORDS_ADMIN_PASSWORD"] = Staff.Password;
        foreach (var (name, value) in environment)
            command.Environment[name] = value;
        return new Service(await ServerProcess.StartAsync(command), port);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
