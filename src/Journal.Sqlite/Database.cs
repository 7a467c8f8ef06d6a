using SQLitePCL;

namespace MedRecords.Journal.Sqlite;

/// <summary>The one connection to the file, with its prepared statements. For one thread at a time.</summary>
internal sealed class Database : IDisposable
{
    /// <summary>By the very text or <see cref="TwofoldQuery"/> in <see cref="Sql"/>: comparing texts would take as long as binding them.</summary>
    private readonly Dictionary<object, Statement> _statements = new(ReferenceEqualityComparer.Instance);
    private readonly sqlite3 _handle;

    static Database() => Batteries_V2.Init();

    private Database(sqlite3 handle) => _handle = handle;

    /// <summary>The second place of current versions; there once the tables are.</summary>
    public CurrentVersions Versions { get; private set; } = null!;

    /// <summary>The version of SQLite at work.</summary>
    public static string Version => raw.sqlite3_libversion().utf8_to_string();

    /// <summary>Whether the file could be opened for reading only.</summary>
    public bool IsReadOnly => raw.sqlite3_db_readonly(_handle, "main") == 1;

    public static Database Open(string path, bool create)
    {
        const int NoMutex = raw.SQLITE_OPEN_NOMUTEX; // whoever uses the connection holds the gate already
        var flags = raw.SQLITE_OPEN_READWRITE | NoMutex | (create ? raw.SQLITE_OPEN_CREATE : 0);
        var code = raw.sqlite3_open_v2(path, out var handle, flags, null);
        var database = new Database(handle);
        if (code == raw.SQLITE_OK)
            code = raw.sqlite3_extended_result_codes(handle, 1);
        if (code == raw.SQLITE_OK)
            return database;
        var failure = database.ToFailure(code);
        database.Dispose();
        throw failure;
    }

    /// <summary>The statement of this text, prepared once and ready to be bound.</summary>
    public Statement Get(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
            _statements.Add(sql, statement = new Statement(this, Prepare(sql)));
        statement.Reset();
        return statement;
    }

    /// <summary>The two statements of a query as one, prepared once and ready to be bound.</summary>
    public Statement Get(TwofoldQuery query)
    {
        if (!_statements.TryGetValue(query, out var statement))
        {
            var copy = new Statement(this, Prepare(query.Copy));
            _statements.Add(query, statement = new Statement(this, Prepare(query.Original), copy));
        }
        statement.Reset();
        return statement;
    }

    /// <summary>Runs a script without parameters.</summary>
    public void Execute(string script) => Check(raw.sqlite3_exec(_handle, script));

    /// <summary>Sets when a commit counts as stored; not within a transaction, where SQLite would ignore it.</summary>
    public void SetSynchronous(SqliteSynchronous synchronous)
    {
        Execute(synchronous == SqliteSynchronous.Full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        if (ReadOnce("PRAGMA synchronous") != (synchronous == SqliteSynchronous.Full ? "2" : "1"))
            throw new SqliteFailure(raw.SQLITE_MISUSE, "The setting of synchronous was not taken.");
    }

    /// <summary>Learns the current versions from the tables.</summary>
    public void LearnVersions() => Versions = CurrentVersions.Open(this);

    /// <summary>Runs a statement without parameters that returns one number.</summary>
    public long ReadNumber(string sql) => ReadNumber(Get(sql));

    /// <summary>Runs a query without parameters that returns one number, the same in both places.</summary>
    public long ReadNumber(TwofoldQuery query) => ReadNumber(Get(query));

    /// <summary>Runs a statement that is bound and returns one number, or none, which counts as 0.</summary>
    public long ReadNumber(Statement statement)
    {
        var value = statement.Step() ? statement.GetInt64(0) : 0;
        statement.Reset();
        return value;
    }

    /// <summary>Runs a statement that is not kept, e.g. a pragma, some of which answer while being prepared; returns its one value as text.</summary>
    public string ReadOnce(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out var handle));
        var statement = new Statement(this, handle);
        try
        {
            return statement.Step() ? statement.GetString(0) : "";
        }
        finally
        {
            statement.Close();
        }
    }

    public void Begin() => Get("BEGIN IMMEDIATE").Run();

    /// <summary>Ends a transaction; a number is that of the journal's commit in it.</summary>
    public void Commit(long number = 0)
    {
        try
        {
            Get("COMMIT").Run();
        }
        catch (SqliteFailure failure)
        {
            throw new SqliteFailure(failure.Code, failure.Message) { IsCommit = true, CommitNumber = number };
        }
    }

    /// <summary>Ends a transaction that some error may have ended already.</summary>
    public void Rollback()
    {
        foreach (var statement in _statements.Values)
            statement.Reset();
        if (raw.sqlite3_get_autocommit(_handle) == 0)
            Get("ROLLBACK").Run();
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Close();
        _statements.Clear();
        _ = raw.sqlite3_close_v2(_handle);
        _handle.Dispose();
    }

    internal void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            throw ToFailure(code);
    }

    internal SqliteFailure ToFailure(int code) => new(code, raw.sqlite3_errmsg(_handle).utf8_to_string());

    private sqlite3_stmt Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var handle));
        return handle;
    }
}
