using MedRecords.Battery.Hosts;
using MedRecords.Journal;
using MedRecords.Journal.Contract;
using MedRecords.Journal.PostgreSql;
using MedRecords.Journal.Sealing;
using MedRecords.Testing;
using Npgsql;

namespace MedRecords.Battery.Rows.Reliability.PowerCuts;

/// <summary>
/// A PostgreSQL on a disk of its own, under writers and with checkpoints all the time, whose disk can be had as
/// a power cut would leave it. See the README for why it is done so.
/// </summary>
internal sealed class CutServer : IAsyncDisposable
{
    private const int Mebibytes = 256;
    private static readonly TimeSpan _betweenCheckpoints = TimeSpan.FromMilliseconds(700);

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    private readonly LoopDisk _disk;
    private readonly PostgresServer _server;
    private readonly bool _isSafe;
    private readonly KeyRing _ring = KeyRing.Parse(KeyRing.GenerateText());
    private readonly List<Acknowledgement> _acknowledged = [];
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _work = Task.CompletedTask;
    private string _database = "";

    private CutServer(LoopDisk disk, PostgresServer server, bool isSafe) => (_disk, _server, _isSafe) = (disk, server, isSafe);

    /// <summary>Starts it. Where it is not safe, it acknowledges commits before they are on the disk, and the journal is told to bear that.</summary>
    public static async Task<CutServer> StartAsync(bool isSafe)
    {
        var disk = await LoopDisk.MakeAsync(Mebibytes);
        var server = await PostgresServer.StartAsync(
            new Dictionary<string, string> { ["synchronous_commit"] = isSafe ? "on" : "off", ["max_wal_size"] = "32MB", ["shared_buffers"] = "16MB" }, disk.Folder);
        // Tests' servers are made without syncs, which is not what is tried here.
        await Shell.RunAsync($"sync -f {disk.Folder}");
        var cut = new CutServer(disk, server, isSafe);
        await cut.BeginAsync();
        return cut;
    }

    /// <summary>
    /// Cuts the power, and says how many acknowledged accesses are lost, or what is wrong with the journal. The
    /// server stands still meanwhile: nothing more is acknowledged, and all that was must be in the copy.
    /// </summary>
    public async Task<(long Lost, string? Failure)> CutAsync()
    {
        var processes = new ProcessGroup(_server.ProcessId);
        processes.Pause();
        try
        {
            Acknowledgement[] acknowledged;
            lock (_gate)
                acknowledged = [.. _acknowledged];
            await using var disk = await _disk.CopyAsync();
            return await LookAsync(Path.Combine(disk.Folder, Path.GetFileName(_server.Folder)), acknowledged);
        }
        finally
        {
            processes.Continue();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        await _server.DisposeAsync();
        await _disk.DisposeAsync();
        _stop.Dispose();
    }

    private async Task<(long Lost, string? Failure)> LookAsync(string folder, Acknowledgement[] acknowledged)
    {
        var log = Path.Combine(folder, Path.GetFileName(_server.Log));
        try
        {
            File.Delete(log);
            await using var server = await PostgresServer.ResumeAsync(folder);
            await using var store = await OpenAsync(server.GetConnectionString(_database));
            return (Losses.Count(await WholeJournal.ReadOpenAsync(store, _ring), acknowledged), null);
        }
        catch (Exception failure)
        {
            return (acknowledged.Length, $"{failure.Message} {(File.Exists(log) ? await File.ReadAllTextAsync(log) : "")}");
        }
    }

    private async Task BeginAsync()
    {
        var connection = await _server.CreateDatabaseAsync();
        _database = new NpgsqlConnectionStringBuilder(connection).Database!;
        var store = await OpenAsync(connection);
        var journal = new SealedJournal(store, _ring, await InstitutionKeys.OpenAsync(store, _ring, CancellationToken.None));
        _work = Task.WhenAll(WriteAsync(journal), CheckpointAsync(connection));
    }

    private async Task WriteAsync(SealedJournal journal)
    {
        await using (journal)
            await new JournalWriters(journal, Note).RunAsync(int.MaxValue, _stop.Token);

        void Note(Acknowledgement one)
        {
            lock (_gate)
                _acknowledged.Add(one);
        }
    }

    /// <summary>So that cuts come while pages are on their way to their places.</summary>
    private async Task CheckpointAsync(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection + ";Pooling=false;Timeout=0;Command Timeout=0");
        while (!_stop.IsCancellationRequested)
        {
            await using (var command = source.CreateCommand("CHECKPOINT"))
                await command.ExecuteNonQueryAsync();
            await Task.Delay(_betweenCheckpoints);
        }
    }

    private async Task<IJournalStore> OpenAsync(string connection)
    {
        var store = new PostgreSqlJournalStore(new PostgreSqlJournalOptions(connection) { AllowLoss = !_isSafe, AppendTimeout = _patience, ReadTimeout = _patience });
        await store.OpenAsync(CancellationToken.None);
        return store;
    }
}
