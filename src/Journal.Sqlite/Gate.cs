using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Sqlite;

/// <summary>
/// Lets one caller at a time at the connection, in the order of their calls, so that appends do not starve
/// reads. After a failed write or fsync it closes the connection, and the next caller gets a new one.
/// </summary>
internal sealed class Gate(SqliteJournalOptions options) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private Database? _database;
    private bool _isDisposed;

    /// <summary>Opens the file for the first time, and makes it where there is none.</summary>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            _database ??= Open(create: true);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Runs a read; where nobody is ahead it runs on the caller's thread.</summary>
    public Task<T> ReadAsync<T>(Func<Database, T> read, CancellationToken cancellation) =>
        RunAsync(read, "read", ConfigureAwaitOptions.None, cancellation);

    /// <summary>Runs a transaction that begins and commits itself, on a thread of the pool since it waits for the disk.</summary>
    public Task<T> WriteAsync<T>(Func<Database, T> write, CancellationToken cancellation) =>
        RunAsync(write, "write", ConfigureAwaitOptions.ForceYielding, cancellation);

    /// <summary>Runs a transaction that waits for something else meanwhile; nobody enters until it ends.</summary>
    public async Task WriteAsync(Func<Database, Task> write, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await write(Reach()).ConfigureAwait(false);
        }
        catch (SqliteFailure failure)
        {
            throw Leave(failure);
        }
        catch
        {
            Rollback();
            throw;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        _isDisposed = true;
        Close();
        _gate.Release();
    }

    private async Task<T> RunAsync<T>(Func<Database, T> work, string operation, ConfigureAwaitOptions options, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation).ConfigureAwait(options);
        var began = StatementMetrics.Begin();
        SqliteFailure? failed = null;
        try
        {
            return work(Reach());
        }
        catch (SqliteFailure failure)
        {
            failed = failure;
            throw Leave(failure);
        }
        catch
        {
            Rollback();
            throw;
        }
        finally
        {
            StatementMetrics.End(began, operation, failed);
            _gate.Release();
        }
    }

    private Database Reach()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, typeof(SqliteJournalStore));
        if (_database is not null)
            return _database;
        try
        {
            return _database = Open(create: false);
        }
        catch (JournalRefusedException refusal)
        {
            throw new JournalUnavailableException("The journal's file had to be closed and cannot be opened again.", refusal);
        }
    }

    /// <summary>Leaves no transaction behind, or no connection, and says what the failure means.</summary>
    private Exception Leave(SqliteFailure failure)
    {
        if (!Failures.BreaksConnection(failure))
            Rollback();
        else
            Close();
        return failure.CommitNumber > 0 && !IsFound(failure.CommitNumber) ? Failures.NotStored(failure) : Failures.Of(failure);
    }

    /// <summary>Whether a commit that failed may be there all the same; what the file, opened anew, lacks will not turn up later.</summary>
    private bool IsFound(long commitNumber)
    {
        try
        {
            return Reach().ReadNumber(Sql.ReadLastCommit) >= commitNumber;
        }
        catch (Exception failure) when (failure is SqliteFailure or JournalUnavailableException or JournalDamagedException)
        {
            Close();
            return true;
        }
    }

    private void Rollback()
    {
        try
        {
            _database?.Rollback();
        }
        catch (SqliteFailure)
        {
            Close();
        }
    }

    private void Close()
    {
        _database?.Dispose();
        _database = null;
    }

    private Database Open(bool create)
    {
        Database? database = null;
        try
        {
            database = Database.Open(options.Path, create);
            Schema.Open(database, options);
            return database;
        }
        catch (Exception failure)
        {
            database?.Dispose();
            if (failure is SqliteFailure known)
                throw Failures.OfOpen(known, options.Path);
            throw;
        }
    }
}
