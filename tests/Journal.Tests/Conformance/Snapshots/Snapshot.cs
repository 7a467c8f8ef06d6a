using System.Security.Cryptography;
using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Tests.Conformance;

/// <summary>SQLite only: with PostgreSQL, snapshots are kept by the cluster's grain storage.</summary>
public sealed class Snapshot
{
    [Fact]
    public async Task Is_the_one_last_written()
    {
        await using var place = await SqlitePlace.MakeAsync();
        var store = (ISnapshotStore)await place.OpenAsync();
        var (one, other) = (Given.History(), Given.History());
        var large = RandomNumberGenerator.GetBytes(1_000_000);

        await store.WriteSnapshotAsync(one, new byte[] { 1 }, CancellationToken.None);
        await store.WriteSnapshotAsync(one, large, CancellationToken.None);
        await store.WriteSnapshotAsync(other, new byte[] { 2 }, CancellationToken.None);

        Assert.Equal(large, await store.ReadSnapshotAsync(one, CancellationToken.None));
        Assert.Equal([2], await store.ReadSnapshotAsync(other, CancellationToken.None));
        Assert.Null(await store.ReadSnapshotAsync(Given.History(), CancellationToken.None));
    }

    [Fact]
    public async Task Outlives_the_store_when_that_is_closed()
    {
        await using var place = await SqlitePlace.MakeAsync();
        var history = Given.History();
        await using (var store = await place.OpenAsync())
            await ((ISnapshotStore)store).WriteSnapshotAsync(history, new byte[] { 1 }, CancellationToken.None);

        Assert.Equal([1], await ((ISnapshotStore)await place.OpenAsync()).ReadSnapshotAsync(history, CancellationToken.None));
    }
}
