using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;

namespace MedRecords.Conformance.Grains.PersistentState;

/// <summary>The AdoNet storage over tables and queries of our own, which both stacks must find sufficient.</summary>
public sealed class In_a_database : PagesTests
{
    private const string Driver = "System.Data.SQLite";

    private const string Schema = """
        CREATE TABLE OrleansQuery (QueryKey TEXT PRIMARY KEY, QueryText TEXT NOT NULL);

        CREATE TABLE OrleansStorage (
            GrainIdHash INTEGER NOT NULL, GrainIdN0 INTEGER NOT NULL, GrainIdN1 INTEGER NOT NULL, GrainIdExtensionString TEXT NOT NULL,
            GrainTypeHash INTEGER NOT NULL, GrainTypeString TEXT NOT NULL, ServiceId TEXT NOT NULL,
            PayloadBinary BLOB, Version INTEGER NOT NULL,
            PRIMARY KEY (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainIdExtensionString, GrainTypeString, ServiceId));

        INSERT INTO OrleansQuery VALUES ('ReadFromStorageKey', '
            SELECT PayloadBinary, Version FROM OrleansStorage
            WHERE (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainIdExtensionString, GrainTypeString, ServiceId)
                = (@GrainIdHash, @GrainTypeHash, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''''), @GrainTypeString, @ServiceId)');

        INSERT INTO OrleansQuery VALUES ('WriteToStorageKey', '
            INSERT INTO OrleansStorage (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainIdExtensionString, GrainTypeString, ServiceId, PayloadBinary, Version)
            SELECT @GrainIdHash, @GrainTypeHash, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''''), @GrainTypeString, @ServiceId, @PayloadBinary, 1
            WHERE @GrainStateVersion IS NULL OR EXISTS (
                SELECT 1 FROM OrleansStorage
                WHERE (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainIdExtensionString, GrainTypeString, ServiceId)
                    = (@GrainIdHash, @GrainTypeHash, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''''), @GrainTypeString, @ServiceId))
            ON CONFLICT DO UPDATE SET PayloadBinary = excluded.PayloadBinary, Version = Version + 1 WHERE Version = @GrainStateVersion
            RETURNING Version AS NewGrainStateVersion');

        INSERT INTO OrleansQuery VALUES ('ClearStorageKey', '
            UPDATE OrleansStorage SET PayloadBinary = NULL, Version = Version + 1
            WHERE (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainIdExtensionString, GrainTypeString, ServiceId)
                = (@GrainIdHash, @GrainTypeHash, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''''), @GrainTypeString, @ServiceId)
              AND Version = @GrainStateVersion
            RETURNING Version AS NewGrainStateVersion');
        """;

    private const string Plain = """{"Text":"kept","Revision":3,"Marks":["a","b"],"Seal":"AQID"}""";

    private const string Typed = """
        {"$id":"1","$type":"MedRecords.Conformance.Grains.PersistentState.Page, MedRecords.Conformance.Grains","Text":"kept","Revision":3,
        "Marks":{"$type":"System.Collections.Generic.List`1[[System.String, System.Private.CoreLib]], System.Private.CoreLib","$values":["a","b"]},
        "Seal":{"$type":"System.Byte[], System.Private.CoreLib","$value":"AQID"}}
        """;

    private readonly string file = Path.Combine(Path.GetTempPath(), $"pages-{Guid.NewGuid():N}.db");

    /// <summary>The columns of each key are part of the contract: they decide whether one stack finds what the other wrote.</summary>
    [Theory]
    [InlineData("chart-Ä1", 2048656779, Plain)]
    [InlineData("a-very-long-key-that-is-more-than-sixteen-bytes", 292769352, Typed)]
    public async Task A_row_that_another_host_wrote_is_found_and_read(string key, int hash, string json)
    {
        await ExecuteAsync(
            "INSERT INTO OrleansStorage VALUES (@hash, 0, 0, @key, -717279413, 'page', 'charts', @json, 8)",
            ("hash", hash), ("key", key), ("json", Encoding.UTF8.GetBytes(json)));
        var grain = Host.Client.GetGrain<IStateGrain>(key);
        Assert.Equal("record, 'kept' revision 3, ''", await grain.OnActivation());
        Assert.Equal("a+b 010203", await grain.Details());
        await grain.Write("changed");
        Assert.Equal("record, 'changed' revision 4, 'cover of changed'", await grain.Current());
    }

    protected override async Task<GrainHost> StartAsync()
    {
        DbProviderFactories.RegisterFactory(Driver, SqliteFactory.Instance);
        SQLitePCL.Batteries_V2.Init();
        await ExecuteAsync(Schema);
        return await GrainHost.StartAsync(silo => silo.AddAdoNetGrainStorage("Pages", options =>
        {
            options.Invariant = Driver;
            options.ConnectionString = $"Data Source={file}";
        }));
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        File.Delete(file);
    }

    private async Task ExecuteAsync(string sql, params (string Name, object Value)[] parameters)
    {
        await using var connection = new SqliteConnection($"Data Source={file}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
        await command.ExecuteNonQueryAsync();
    }
}
