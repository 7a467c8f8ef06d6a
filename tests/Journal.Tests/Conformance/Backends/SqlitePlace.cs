using MedRecords.Journal.Contract;
using MedRecords.Journal.Sqlite;
using Microsoft.Data.Sqlite;

namespace MedRecords.Journal.Tests.Conformance;

/// <summary>A SQLite file in a folder of its own.</summary>
public sealed class SqlitePlace : Place
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("medrecords-journal-");

    public string File => Path.Combine(_folder.FullName, "journal.db");

    public static Task<Place> MakeAsync() => Task.FromResult<Place>(new SqlitePlace());

    public override IJournalStore Create() => new SqliteJournalStore(new SqliteJournalOptions(File));

    public override async Task<(IJournalStore, IJournalStore)> OpenTwoAsync()
    {
        var store = await OpenAsync();
        return (store, store);
    }

    public override async Task MakeNewerAsync()
    {
        await (await OpenAsync()).DisposeAsync();
        Execute("PRAGMA user_version = 1000");
    }

    public override Task MakeForeignAsync()
    {
        Execute("CREATE TABLE invoices (number INTEGER)");
        return Task.CompletedTask;
    }

    public void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=false;Default Timeout=1");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    protected override Task RemoveAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}
