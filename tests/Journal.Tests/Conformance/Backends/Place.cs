using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Tests.Conformance;

/// <summary>A backend and one database of it, made empty for one test.</summary>
public abstract class Place : IAsyncDisposable
{
    /// <summary>The backends that take the suite, a line each.</summary>
    private static readonly Dictionary<string, Func<Task<Place>>> Backends = new()
    {
        ["SQLite"] = SqlitePlace.MakeAsync,
        ["PostgreSQL"] = PostgreSqlPlace.MakeAsync,
    };

    private readonly List<IJournalStore> _opened = [];

    public static IEnumerable<string> Names => Backends.Keys;

    public static Task<Place> MakeAsync(string backend) => Backends[backend]();

    /// <summary>A store of this database that is not open.</summary>
    public abstract IJournalStore Create();

    /// <summary>Gives the database a version that is newer than the program's.</summary>
    public abstract Task MakeNewerAsync();

    /// <summary>Makes the database one that some other program left there.</summary>
    public abstract Task MakeForeignAsync();

    public async Task<IJournalStore> OpenAsync()
    {
        var store = Create();
        _opened.Add(store);
        await store.OpenAsync(CancellationToken.None).InTime("opening the journal");
        return store;
    }

    /// <summary>Two ways to write: through two stores, as two silos do, or through one where a database has only one.</summary>
    public virtual async Task<(IJournalStore, IJournalStore)> OpenTwoAsync() => (await OpenAsync(), await OpenAsync());

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _opened)
            await store.DisposeAsync();
        await RemoveAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task RemoveAsync();
}
