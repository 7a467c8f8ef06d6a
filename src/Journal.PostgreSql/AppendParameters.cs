using MedRecords.Journal.Contract;
using Npgsql;
using NpgsqlTypes;

namespace MedRecords.Journal.PostgreSql;

/// <summary>The arguments of medrecords.append_batch, in order: flat arrays that say of each row which append it belongs to, from 1.</summary>
internal sealed class AppendParameters
{
    private readonly List<Guid> _histories = [];
    private readonly List<long> _seen = [];
    private readonly List<int> _checkAppend = [], _checkPlace = [];
    private readonly List<long> _checkSeen = [];
    private readonly List<int> _eventAppend = [];
    private readonly List<Guid> _eventHistory = [];
    private readonly List<long> _eventVersion = [];
    private readonly List<ReadOnlyMemory<byte>> _eventHash = [], _eventPayload = [];
    private readonly List<int> _termAppend = [];
    private readonly List<Guid> _termHistory = [];
    private readonly List<ReadOnlyMemory<byte>> _termValue = [];
    private readonly List<int> _keyAppend = [];
    private readonly List<Guid> _keyHistory = [];
    private readonly List<ReadOnlyMemory<byte>> _keyWrapped = [];
    private readonly List<ReadOnlyMemory<byte>> _records = [];

    /// <summary>Adds the parameters to a command; <see cref="Set"/> and <see cref="Clear"/> change their values in place.</summary>
    public void AddTo(NpgsqlCommand command)
    {
        Add(_histories, NpgsqlDbType.Uuid);
        Add(_seen, NpgsqlDbType.Bigint);
        Add(_checkAppend, NpgsqlDbType.Integer);
        Add(_checkPlace, NpgsqlDbType.Integer);
        Add(_checkSeen, NpgsqlDbType.Bigint);
        Add(_eventAppend, NpgsqlDbType.Integer);
        Add(_eventHistory, NpgsqlDbType.Uuid);
        Add(_eventVersion, NpgsqlDbType.Bigint);
        Add(_eventHash, NpgsqlDbType.Bytea);
        Add(_eventPayload, NpgsqlDbType.Bytea);
        Add(_termAppend, NpgsqlDbType.Integer);
        Add(_termHistory, NpgsqlDbType.Uuid);
        Add(_termValue, NpgsqlDbType.Bytea);
        Add(_keyAppend, NpgsqlDbType.Integer);
        Add(_keyHistory, NpgsqlDbType.Uuid);
        Add(_keyWrapped, NpgsqlDbType.Bytea);
        Add(_records, NpgsqlDbType.Bytea);

        void Add<T>(List<T> values, NpgsqlDbType element) => command.Parameters.Add(
            new NpgsqlParameter<List<T>> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | element });
    }

    public void Set(AppendBatch batch)
    {
        foreach (var history in batch.Histories)
            _histories.Add(history.Value);
        foreach (var lowest in batch.LowestSeen)
            _seen.Add(lowest);
        foreach (var place in batch.SeenHistory)
            _checkPlace.Add(place + 1);
        for (var i = 0; i < batch.Appends.Count; i++)
            SetRows(batch.Appends[i], number: i + 1);
    }

    /// <summary>Lets go of the caller's bytes once they are sent.</summary>
    public void Clear()
    {
        _histories.Clear();
        _seen.Clear();
        _checkAppend.Clear();
        _checkPlace.Clear();
        _checkSeen.Clear();
        _eventAppend.Clear();
        _eventHistory.Clear();
        _eventVersion.Clear();
        _eventHash.Clear();
        _eventPayload.Clear();
        _termAppend.Clear();
        _termHistory.Clear();
        _termValue.Clear();
        _keyAppend.Clear();
        _keyHistory.Clear();
        _keyWrapped.Clear();
        _records.Clear();
    }

    private void SetRows(Append append, int number)
    {
        _records.Add(append.Record);
        foreach (var seen in append.Seen)
        {
            _checkAppend.Add(number);
            _checkSeen.Add(seen.Version);
        }
        var version = append.Seen[0].Version;
        foreach (var item in append.Events)
        {
            _eventAppend.Add(number);
            _eventHistory.Add(append.History.Value);
            _eventVersion.Add(++version);
            _eventHash.Add(item.Hash);
            _eventPayload.Add(item.Payload);
        }
        foreach (var term in append.Terms)
        {
            _termAppend.Add(number);
            _termHistory.Add(append.History.Value);
            _termValue.Add(term);
        }
        if (append.WrappedKey is { } wrapped)
        {
            _keyAppend.Add(number);
            _keyHistory.Add(append.History.Value);
            _keyWrapped.Add(wrapped);
        }
    }
}
