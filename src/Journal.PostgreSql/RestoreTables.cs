using MedRecords.Journal.Backup;
using Npgsql;
using NpgsqlTypes;

namespace MedRecords.Journal.PostgreSql;

/// <summary>Copies a backup's rows into the tables, one table after the other as their rows come.</summary>
internal sealed class RestoreTables(NpgsqlConnection connection) : IAsyncDisposable
{
    private NpgsqlBinaryImporter? _importer;
    private string? _copy;

    public async Task AddAsync(BackupRow row, CancellationToken cancellation)
    {
        switch (row)
        {
            case SettingRow setting:
                await StartRowAsync(Sql.RestoreSettings, cancellation).ConfigureAwait(false);
                await WriteAsync(setting.Name, NpgsqlDbType.Text).ConfigureAwait(false);
                await WriteAsync(setting.Value, NpgsqlDbType.Bytea).ConfigureAwait(false);
                break;
            case CommitRow { Commit: var commit }:
                await StartRowAsync(Sql.RestoreCommits, cancellation).ConfigureAwait(false);
                await WriteAsync(commit.Number, NpgsqlDbType.Bigint).ConfigureAwait(false);
                await WriteAsync(commit.Records.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bytea).ConfigureAwait(false);
                break;
            case EventRow { Event: var stored } item:
                await StartRowAsync(Sql.RestoreEvents, cancellation).ConfigureAwait(false);
                await WriteAsync(item.History.Value, NpgsqlDbType.Uuid).ConfigureAwait(false);
                await WriteAsync(stored.Version, NpgsqlDbType.Bigint).ConfigureAwait(false);
                await WriteAsync(item.Commit, NpgsqlDbType.Bigint).ConfigureAwait(false);
                await WriteAsync(stored.Hash, NpgsqlDbType.Bytea).ConfigureAwait(false);
                await WriteAsync(stored.Payload, NpgsqlDbType.Bytea).ConfigureAwait(false);
                break;
            case TermRow term:
                await StartRowAsync(Sql.RestoreTerms, cancellation).ConfigureAwait(false);
                await WriteAsync(term.Term, NpgsqlDbType.Bytea).ConfigureAwait(false);
                await WriteAsync(term.History.Value, NpgsqlDbType.Uuid).ConfigureAwait(false);
                await WriteAsync(term.Commit, NpgsqlDbType.Bigint).ConfigureAwait(false);
                break;
            case KeyRow key:
                await StartRowAsync(Sql.RestoreKeys, cancellation).ConfigureAwait(false);
                await WriteAsync(key.History.Value, NpgsqlDbType.Uuid).ConfigureAwait(false);
                await WriteAsync(key.Wrapped, NpgsqlDbType.Bytea).ConfigureAwait(false);
                await WriteAsync(key.Commit, NpgsqlDbType.Bigint).ConfigureAwait(false);
                break;
        }

        Task WriteAsync<T>(T value, NpgsqlDbType type) => _importer!.WriteAsync(value, type, cancellation);
    }

    /// <summary>Ends the last table's copy.</summary>
    public async Task CompleteAsync(CancellationToken cancellation)
    {
        if (_importer is not null)
            await _importer.CompleteAsync(cancellation).ConfigureAwait(false);
        await DisposeAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (_importer is not null)
            await _importer.DisposeAsync().ConfigureAwait(false);
        _importer = null;
    }

    private async Task StartRowAsync(string copy, CancellationToken cancellation)
    {
        if (_copy != copy)
        {
            await CompleteAsync(cancellation).ConfigureAwait(false);
            _importer = await connection.BeginBinaryImportAsync(copy, cancellation).ConfigureAwait(false);
            _importer.Timeout = TimeSpan.FromMinutes(10); // the server answers at the end of a table
            _copy = copy;
        }
        await _importer!.StartRowAsync(cancellation).ConfigureAwait(false);
    }
}
