using MedRecords.Battery.Hosts;

namespace MedRecords.Battery.Rows;

/// <summary>What a row is given to run with.</summary>
/// <param name="row">The row's name.</param>
/// <param name="options">What the command line said.</param>
/// <param name="folder">A folder for data, thrown away after the row.</param>
internal sealed class RowContext(string row, BatteryOptions options, WorkFolder folder)
{
    private const int UsualSeconds = 2;

    /// <summary>Length of each single run, in seconds.</summary>
    public int Seconds => options.Seconds ?? UsualSeconds;

    /// <summary>Whether the command line names a database; without one, rows on reliability use the store that each is about.</summary>
    public bool NamesDatabase => options.Database is not null;

    /// <summary>The one seed to run; null for many.</summary>
    public int? Seed => options.Seed;

    /// <summary>The one defect to put in; null for all.</summary>
    public string? Defect => options.Defect;

    /// <summary>Names of the faults to make; none for all.</summary>
    public IReadOnlyList<string> Nemeses => options.Nemeses ?? [];

    /// <summary>The one attack that row S8 makes; null for all.</summary>
    public string? Attack => options.Attack;

    /// <summary>The earlier revision to begin with; null for the newest tag.</summary>
    public string? From => options.From;

    /// <summary>A folder for data, thrown away after the row.</summary>
    public WorkFolder Folder => folder;

    /// <summary>How many operations to do: all of them, unless the command line scales the row down.</summary>
    public int Count(int full) => options.Count ?? full;

    /// <summary>Length of one run, unless the command line names another.</summary>
    public TimeSpan Length(TimeSpan full) => options.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : full;

    /// <summary>Says something to people, on standard error.</summary>
    public void Note(string text) => Console.Error.WriteLine($"{row}: {text}");

    /// <summary>Starts the PostgreSQL to be used and says which it is; null where the service is to keep its data by itself.</summary>
    public async Task<PostgreSqlServer?> StartDatabaseAsync()
    {
        if (options.IsSqlite)
            return null;
        var server = await PostgreSqlServer.StartAsync(options.Database);
        Note(await server.DescribeAsync());
        return server;
    }

    /// <summary>The same, for a row that compares with PostgreSQL.</summary>
    public async Task<PostgreSqlServer> StartPostgreSqlAsync() =>
        await StartDatabaseAsync() ?? throw new CannotRunException("This row compares with PostgreSQL and does not run on SQLite.");
}
