using MedRecords.Journal.Contract;
using Npgsql;

namespace MedRecords.Journal.PostgreSql;

/// <summary>Opens connections, each checked to be to a primary that keeps what it acknowledges.</summary>
internal sealed class Sessions : IAsyncDisposable
{
    private readonly PostgreSqlJournalOptions _options;

    public Sessions(PostgreSqlJournalOptions options)
    {
        _options = options;
        var appends = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            ApplicationName = "medrecords appends",
            Pooling = false,
            CommandTimeout = Seconds(options.AppendTimeout),
            CancellationTimeout = -1, // the next connection ends the lost one's statement; waiting here helps nobody
            Enlist = false,
        };
        var reads = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            ApplicationName = "medrecords reads",
            MaxPoolSize = options.ReadConnections,
            CommandTimeout = Seconds(options.ReadTimeout),
            MaxAutoPrepare = 32,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true, // a reset would undo what SetUpAsync sets
            Enlist = false,
        };
        var registry = new NpgsqlConnectionStringBuilder(reads.ConnectionString)
        {
            ApplicationName = "medrecords registry",
            MaxPoolSize = 1,
            CommandTimeout = Seconds(options.RegistryTimeout),
            Timeout = Seconds(options.RegistryTimeout),
        };
        Appends = Build(appends);
        Reads = Build(reads);
        Registry = Build(registry);
    }

    /// <summary>For appends, and for statements that run on their own for long.</summary>
    public NpgsqlDataSource Appends { get; }

    /// <summary>The pool for reads.</summary>
    public NpgsqlDataSource Reads { get; }

    /// <summary>For what processes say of themselves.</summary>
    public NpgsqlDataSource Registry { get; }

    public async ValueTask DisposeAsync()
    {
        await Appends.DisposeAsync().ConfigureAwait(false);
        await Reads.DisposeAsync().ConfigureAwait(false);
        await Registry.DisposeAsync().ConfigureAwait(false);
    }

    private static int Seconds(TimeSpan time) => Math.Max(1, (int)Math.Ceiling(time.TotalSeconds));

    private NpgsqlDataSource Build(NpgsqlConnectionStringBuilder text)
    {
        var builder = new NpgsqlDataSourceBuilder(text.ConnectionString);
        // The driver's measures carry it; without one they would carry the whole address.
        builder.Name = text.ApplicationName;
        builder.UsePhysicalConnectionInitializer(
            _ => throw new NotSupportedException("The journal opens connections asynchronously."), SetUpAsync);
        return builder.Build();
    }

    private async Task SetUpAsync(NpgsqlConnection connection)
    {
        await using (var check = new NpgsqlCommand(Sql.CheckServer, connection))
        await using (var reader = await check.ExecuteReaderAsync().ConfigureAwait(false))
        {
            await reader.ReadAsync().ConfigureAwait(false);
            if (reader.GetBoolean(0) || reader.GetString(4) == "on")
                throw new JournalUnavailableException("The journal's database is read-only or a replica: it must be the primary.");
            if (!_options.AllowLoss)
            {
                RefuseOff("fsync", reader.GetString(1));
                RefuseOff("full_page_writes", reader.GetString(2));
                RefuseOff("synchronous_commit", reader.GetString(3));
            }
        }
        await using var set = new NpgsqlCommand(Sql.Session, connection);
        await set.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    private static void RefuseOff(string name, string value)
    {
        if (value == "off")
            throw new JournalRefusedException($"PostgreSQL runs with {name} = off, so a power cut loses acknowledged commits: set it to on.");
    }
}
