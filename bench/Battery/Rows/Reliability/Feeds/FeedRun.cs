using MedRecords.Journal.Commit;

namespace MedRecords.Battery.Rows.Reliability.Feeds;

/// <summary>Writers and consumers of one feed, which move to another database halfway.</summary>
/// <param name="database">Makes the databases.</param>
/// <param name="folder">Where the backup goes.</param>
internal sealed class FeedRun(FeedDatabase database, string folder)
{
    private const int Writers = 8;
    private const int Stores = 2;
    private const int Consumers = 3;

    private readonly FeedWriter[] _writers = [.. Enumerable.Range(0, Writers).Select(i => new FeedWriter(i))];
    private readonly FeedConsumer[] _consumers = [.. Enumerable.Range(0, Consumers).Select(i => new FeedConsumer(100 + i))];

    /// <summary>Events that were acknowledged.</summary>
    public long Events => _writers.Sum(writer => writer.Acknowledged.Values.Sum());

    /// <summary>Events that some consumer was not told of.</summary>
    public long Skipped => _consumers.Sum(consumer => consumer.Skipped + CountUnseen(consumer));

    /// <summary>Events that some consumer was told of twice.</summary>
    public long Doubled => _consumers.Sum(consumer => consumer.Doubled);

    /// <summary>What happened, for people.</summary>
    public string Description =>
        $"{Events} events, {_writers.Sum(writer => writer.Refused)} appends refused as stale, "
        + $"{_consumers.Sum(consumer => consumer.Restarts)} lives of {Consumers} consumers that each read all of it: {Skipped} skipped, {Doubled} doubled";

    /// <summary>Writes and follows so many events; with a move, half of them in a database that is restored from a backup of the first.</summary>
    public async Task RunAsync(int events, bool withMove)
    {
        var connection = await database.MakeAsync();
        if (withMove)
        {
            await RunAsync(connection, events / 2, toTheEnd: false);
            var backup = Path.Combine(folder, "backup");
            await using (var store = await FeedDatabase.OpenAsync(connection))
            await using (var destination = File.Create(backup))
                await store.BackupAsync(destination, CancellationToken.None);
            connection = await database.MakeAsync(backup);
        }

        await RunAsync(connection, withMove ? events - (events / 2) : events, toTheEnd: true);
    }

    private async Task RunAsync(string connection, int events, bool toTheEnd)
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, Stores).Select(_ => FeedDatabase.OpenAsync(connection)));
        var committers = stores.Select(store => new GroupCommitter(store)).ToArray();
        var writing = Task.WhenAll(_writers.Select((writer, i) => Task.Run(() => writer.WriteAsync(committers[i % Stores], events / Writers))));
        await Task.WhenAll(_consumers.Select(consumer => Task.Run(() => consumer.FollowAsync(connection, writing, toTheEnd))));
        await writing;
        foreach (var committer in committers)
            await committer.DisposeAsync();
        foreach (var store in stores)
            await store.DisposeAsync();
    }

    /// <summary>A consumer at the end of the feed must have come to the newest version of each history.</summary>
    private long CountUnseen(FeedConsumer consumer) =>
        _writers.SelectMany(writer => writer.Acknowledged).Sum(pair => Math.Abs(pair.Value - consumer.VersionOf(pair.Key)));
}
