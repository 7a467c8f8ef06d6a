namespace MedRecords.Service.Tests.Support;

/// <summary>Two silos that share one PostgreSQL, for all the tests of a class.</summary>
public sealed class TwoSilos : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public ServiceProcess First { get; private set; } = null!;

    public ServiceProcess Second { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var database = await OnPostgreSql.NewDatabaseAsync();
        First = await ServiceProcess.StartAsync(_folder.Path, database);
        Second = await ServiceProcess.StartAsync(_folder.Path, database);
    }

    public async Task DisposeAsync()
    {
        await First.DisposeAsync();
        await Second.DisposeAsync();
        _folder.Dispose();
    }
}
