using MedRecords.Journal.Contract;
using Npgsql;

namespace MedRecords.Journal.PostgreSql;

/// <summary>Turns what the driver reports into the contract's exceptions, by SQLSTATE and never by text.</summary>
internal static class Failures
{
    /// <summary>
    /// What a failed append means. An ERROR ends the transaction before its commit, so nothing was stored.
    /// Whatever ends the connection instead can come after the commit, so it leaves the outcome open.
    /// </summary>
    public static Exception OfAppend(Exception failure) => failure switch
    {
        PostgresException error when IsError(error) => OfError(error),
        _ => new OutcomeUnknownException("The connection to PostgreSQL was lost while a commit was under way.", failure),
    };

    /// <summary>What a failed read, or a statement that may be repeated, means.</summary>
    public static Exception OfRead(Exception failure) => failure switch
    {
        PostgresException error when IsError(error) => OfError(error),
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } error =>
            new JournalUnavailableException("PostgreSQL has no connection left: raise max_connections, or see who holds them.", error),
        PostgresException error => new JournalUnavailableException($"PostgreSQL ended the connection ({error.SqlState}).", error),
        _ => new JournalUnavailableException("PostgreSQL does not answer.", failure),
    };

    /// <summary>What a failure to open the journal means: some of them no retry can mend.</summary>
    public static Exception OfOpen(Exception failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } error =>
            new JournalRefusedException("The journal's database does not exist: create it, or correct the connection string.", error),
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } error =>
            new JournalRefusedException("PostgreSQL refuses the journal's user or password: correct the connection string or pg_hba.conf.", error),
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } error =>
            new JournalRefusedException("The journal's user may not use or make the schema medrecords: grant it CREATE on the database, or make it the schema's owner.", error),
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } error =>
            new JournalRefusedException("The journal's database is read-only: connect to the primary, and set default_transaction_read_only to off.", error),
        PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn } error =>
            new JournalRefusedException("The schema medrecords in this database is not a journal's: name another database.", error),
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } error =>
            new JournalRefusedException("The journal's tables could not be brought forward, because another session holds them: end it (see pg_stat_activity for old transactions), and start again.", error),
        _ => OfRead(failure),
    };

    private static bool IsError(PostgresException error) => error.InvariantSeverity == "ERROR";

    private static Exception OfError(PostgresException error) => error.SqlState switch
    {
        PostgresErrorCodes.UniqueViolation when error.TableName == "keys" =>
            new ArgumentException("The history has a data key already.", error),
        PostgresErrorCodes.UniqueViolation =>
            new JournalDamagedException($"The journal's table {error.TableName} holds a row that its order leaves no room for.", error),
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted =>
            new JournalDamagedException($"PostgreSQL reports damaged data ({error.SqlState}).", error),
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedFunction
            or PostgresErrorCodes.InvalidSchemaName =>
            new JournalDamagedException($"Parts of the schema medrecords are missing ({error.SqlState}).", error),
        PostgresErrorCodes.DiskFull =>
            new JournalUnavailableException("PostgreSQL's disk is full: nothing is stored until there is room.", error),
        PostgresErrorCodes.ReadOnlySqlTransaction =>
            new JournalUnavailableException("PostgreSQL is read-only: nothing is stored until the journal reaches a primary.", error),
        _ => new JournalUnavailableException($"PostgreSQL refused the statement ({error.SqlState}).", error),
    };
}
