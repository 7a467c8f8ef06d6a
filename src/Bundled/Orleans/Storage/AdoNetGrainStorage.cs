using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Keeps state in a database, by the queries the database itself holds in its table OrleansQuery.</summary>
/// <remarks>The columns are Orleans' own for any key but a number or a GUID without dashes; those it keeps as numbers.</remarks>
internal sealed class AdoNetGrainStorage(AdoNetGrainStorageOptions options, string serviceId) : IGrainStorage
{
    private readonly Lazy<DbDataSource> database = new(() => DbProviderFactories.GetFactory(options.Invariant).CreateDataSource(options.ConnectionString!));
    private Task<Dictionary<string, string>>? queries;

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await using var command = await CommandAsync("ReadFromStorageKey", stateName, grainId).ConfigureAwait(false);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.CloseConnection).ConfigureAwait(false);
        var found = await reader.ReadAsync().ConfigureAwait(false);
        var payload = found ? reader["PayloadBinary"] as byte[] : null;
        grainState.State = payload is null ? default : StateJson.Read<T>(payload);
        grainState.ETag = found && reader["Version"] is not DBNull ? Convert.ToString(reader["Version"], CultureInfo.InvariantCulture) : null;
        grainState.RecordExists = payload is not null;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(grainState.State);
        grainState.ETag = await ChangeAsync("WriteToStorageKey", stateName, grainId, grainState, payload).ConfigureAwait(false);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (grainState.ETag is null) await ReadStateAsync(stateName, grainId, grainState).ConfigureAwait(false);
        if (grainState.ETag is null) return;
        grainState.ETag = await ChangeAsync("ClearStorageKey", stateName, grainId, grainState, payload: null).ConfigureAwait(false);
        (grainState.State, grainState.RecordExists) = (default, false);
    }

    /// <summary>Runs a query that answers with the new version, or with the old or none if the stored version was another.</summary>
    private async Task<string> ChangeAsync<T>(string query, string stateName, GrainId grainId, IGrainState<T> state, byte[]? payload)
    {
        await using var command = await CommandAsync(query, stateName, grainId).ConfigureAwait(false);
        await using var connection = command.Connection!;
        Add(command, "GrainStateVersion", DbType.Int32, state.ETag is null ? null : int.Parse(state.ETag, CultureInfo.InvariantCulture));
        if (payload is not null) Add(command, "PayloadBinary", DbType.Binary, payload);
        var version = Convert.ToString(await command.ExecuteScalarAsync().ConfigureAwait(false), CultureInfo.InvariantCulture);
        return string.IsNullOrEmpty(version) || version == state.ETag
            ? throw new InconsistentStateException($"State {stateName} of {grainId} is stored in a version other than {state.ETag ?? "none"}.")
            : version;
    }

    private async Task<DbCommand> CommandAsync(string query, string stateName, GrainId grainId)
    {
        if (queries is null or { IsFaulted: true }) queries = ReadQueriesAsync();
        var texts = await queries.ConfigureAwait(false);
        var connection = await database.Value.OpenConnectionAsync().ConfigureAwait(false);
        var command = connection.CreateCommand();
        command.CommandText = texts[query];
        var key = grainId.Key.ToString();
        Add(command, "GrainIdHash", DbType.Int32, XxHash32.Hash([.. Encoding.UTF8.GetBytes(key).Reverse()]));
        Add(command, "GrainIdN0", DbType.Int64, 0L);
        Add(command, "GrainIdN1", DbType.Int64, 0L);
        Add(command, "GrainTypeHash", DbType.Int32, XxHash32.Hash(Encoding.UTF8.GetBytes(stateName)));
        Add(command, "GrainTypeString", DbType.String, stateName);
        Add(command, "GrainIdExtensionString", DbType.String, key);
        Add(command, "ServiceId", DbType.String, serviceId);
        return command;
    }

    private async Task<Dictionary<string, string>> ReadQueriesAsync()
    {
        await using var command = database.Value.CreateCommand("SELECT QueryKey, QueryText FROM OrleansQuery");
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        var texts = new Dictionary<string, string>();
        while (await reader.ReadAsync().ConfigureAwait(false)) texts.Add(reader.GetString(0), reader.GetString(1));
        return texts;
    }

    private static void Add(DbCommand command, string name, DbType type, object? value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.DbType, parameter.Value) = (name, type, value ?? DBNull.Value);
        command.Parameters.Add(parameter);
    }
}
