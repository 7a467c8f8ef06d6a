using MedRecords.Journal.Contract;
using MedRecords.Journal.Sqlite;

namespace MedRecords.Journal.Tests.Conformance;

/// <summary>SQLite only: these are faults of a file.</summary>
public sealed class Refused_file
{
    [Fact]
    public async Task Is_one_that_is_in_use()
    {
        await using var place = new SqlitePlace();
        var store = await place.OpenAsync();

        var refusal = await RefuseAsync(place.File);

        Assert.Contains("in use", refusal.Message, StringComparison.Ordinal);
        await store.AddAsync(Given.Read(Given.History(), 0));
    }

    [Fact]
    public async Task Is_one_that_another_process_writes()
    {
        await using var place = new SqlitePlace();
        await (await place.OpenAsync()).DisposeAsync();
        await using var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={place.File};Pooling=false");
        await other.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();

        Assert.Contains("in use", (await RefuseAsync(place.File)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_other_connections_out_while_it_is_open()
    {
        await using var place = new SqlitePlace();
        var store = await place.OpenAsync();
        await store.AddAsync(Given.Read(Given.History(), 0));

        var failure = Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => place.Execute("SELECT count(*) FROM commits"));

        Assert.Equal(SQLitePCL.raw.SQLITE_BUSY, failure.SqliteErrorCode);
    }

    [Fact]
    public async Task Is_one_that_is_no_database()
    {
        await using var place = new SqlitePlace();
        await File.WriteAllTextAsync(place.File, string.Concat(Enumerable.Repeat("Dear diary, ", 1_000)));

        Assert.Contains("not a journal's", (await RefuseAsync(place.File)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Dear diary", await File.ReadAllTextAsync(place.File), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_one_in_a_folder_that_is_missing()
    {
        await using var place = new SqlitePlace();

        Assert.Contains("folder exists", (await RefuseAsync(Path.Combine(place.File, "..", "missing", "journal.db"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_a_folder()
    {
        await using var place = new SqlitePlace();
        Directory.CreateDirectory(place.File);

        Assert.Contains("is a file", (await RefuseAsync(place.File)).Message, StringComparison.Ordinal);
    }

    private static async Task<JournalRefusedException> RefuseAsync(string path)
    {
        await using var store = new SqliteJournalStore(new SqliteJournalOptions(path));
        var refusal = await Assert.ThrowsAsync<JournalRefusedException>(() => store.OpenAsync(CancellationToken.None));
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
        return refusal;
    }
}
