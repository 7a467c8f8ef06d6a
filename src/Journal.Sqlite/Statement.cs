using MedRecords.Journal.Contract;
using SQLitePCL;

namespace MedRecords.Journal.Sqlite;

/// <summary>
/// A prepared statement. Parameters and columns count as SQLite counts them: from 1 and from 0. Where there is a
/// twin, it goes along, and a row that it does not have too is a damage.
/// </summary>
internal sealed class Statement(Database database, sqlite3_stmt handle, Statement? twin = null)
{
    private bool _isReady;

    public Statement Bind(int index, long value)
    {
        database.Check(raw.sqlite3_bind_int64(handle, index, value));
        twin?.Bind(index, value);
        return this;
    }

    public Statement Bind(int index, string value)
    {
        database.Check(raw.sqlite3_bind_text(handle, index, value));
        twin?.Bind(index, value);
        return this;
    }

    public Statement Bind(int index, ReadOnlySpan<byte> value)
    {
        database.Check(raw.sqlite3_bind_blob(handle, index, value));
        twin?.Bind(index, value);
        return this;
    }

    public Statement Bind(int index, HistoryId value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.WriteTo(bytes);
        return Bind(index, bytes);
    }

    /// <summary>Goes to the next row; after the last one the statement is ready to be run again.</summary>
    public bool Step()
    {
        var hasRow = StepAlone();
        if (twin is not null && (twin.Step() != hasRow || (hasRow && !HasRowOf(twin))))
            throw Failures.Disagreement();
        return hasRow;
    }

    /// <summary>Runs a statement that returns no row.</summary>
    public void Run()
    {
        while (Step())
        {
        }
    }

    /// <summary>Leaves the rows that were not asked for, and lets go of what was bound.</summary>
    public void Reset()
    {
        ResetAlone();
        twin?.Reset();
    }

    public long GetInt64(int column) => raw.sqlite3_column_int64(handle, column);

    public string GetString(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    public ReadOnlySpan<byte> GetSpan(int column) => raw.sqlite3_column_blob(handle, column);

    public byte[] GetBytes(int column) => GetSpan(column).ToArray();

    public HistoryId GetHistory(int column)
    {
        var bytes = GetSpan(column);
        return bytes.Length == 16
            ? new HistoryId(new Guid(bytes, bigEndian: true))
            : throw new JournalDamagedException("A row of the journal has an id of the wrong length.");
    }

    public void Close()
    {
        raw.sqlite3_finalize(handle);
        twin?.Close();
    }

    private bool StepAlone()
    {
        _isReady = false;
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
            return true;
        var failure = code == raw.SQLITE_DONE ? null : database.ToFailure(code);
        ResetAlone();
        return failure is null ? false : throw failure;
    }

    private void ResetAlone()
    {
        if (_isReady)
            return;
        _isReady = true;
        _ = raw.sqlite3_reset(handle); // repeats the code of the step that failed
        _ = raw.sqlite3_clear_bindings(handle);
    }

    private bool HasRowOf(Statement other)
    {
        for (var column = raw.sqlite3_column_count(handle) - 1; column >= 0; column--)
        {
            if (!HasValueOf(other, column))
                return false;
        }
        return true;
    }

    private bool HasValueOf(Statement other, int column)
    {
        var type = TypeOf(column);
        if (type != other.TypeOf(column))
            return false;
        // As bytes, a number would be its digits, and made from them each time.
        return type == raw.SQLITE_INTEGER ? GetInt64(column) == other.GetInt64(column) : GetSpan(column).SequenceEqual(other.GetSpan(column));
    }

    private int TypeOf(int column) => raw.sqlite3_column_type(handle, column);
}
