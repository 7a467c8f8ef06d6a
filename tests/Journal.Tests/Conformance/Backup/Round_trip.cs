namespace MedRecords.Journal.Tests.Conformance;

public sealed class Round_trip
{
    public static IEnumerable<object[]> Pairs => Place.Names.SelectMany(from => Place.Names.Select(to => new object[] { from, to }));

    [Theory, MemberData(nameof(Pairs))]
    public async Task Brings_everything_to_any_backend(string from, string to)
    {
        await using var source = await Place.MakeAsync(from);
        await using var destination = await Place.MakeAsync(to);
        var (one, other) = (await source.OpenAsync(), await destination.OpenAsync());
        var histories = await SomeBackup.FillAsync(one);

        await other.RestoreAsync(new MemoryStream(await SomeBackup.TakeAsync(one)), CancellationToken.None).InTime("a restore");

        Assert.Equal(await one.LogAsync(), await other.LogAsync());
        foreach (var history in histories)
        {
            Assert.Equal(await one.PayloadsAsync(history), await other.PayloadsAsync(history));
            Assert.Equal(await one.ReadKeyAsync(history, CancellationToken.None), await other.ReadKeyAsync(history, CancellationToken.None));
            Assert.Equal(await one.FindCommitsAsync(history, 1_000, 1_000, CancellationToken.None),
                await other.FindCommitsAsync(history, 1_000, 1_000, CancellationToken.None));
        }
        Assert.Equal(histories.Order(), await other.FindHistoriesAsync([Given.Term("all")], 1_000, CancellationToken.None));
        Assert.Equal([1], await other.ReadSettingAsync("Small", CancellationToken.None));
        Assert.Equal(await SomeBackup.TakeAsync(one), await SomeBackup.TakeAsync(other));
        Assert.Equal(await one.ReadLastCommitAsync(CancellationToken.None) + 1, await other.AddAsync(Given.Write(histories[0], 1, "more")));
    }

    [Theory, EveryBackend]
    public async Task Of_an_empty_journal_is_an_empty_journal(string backend)
    {
        await using var source = await Place.MakeAsync(backend);
        await using var destination = await Place.MakeAsync(backend);
        var other = await destination.OpenAsync();

        await other.RestoreAsync(new MemoryStream(await SomeBackup.TakeAsync(await source.OpenAsync())), CancellationToken.None);

        Assert.Empty(await other.LogAsync());
        Assert.Equal(1, await other.AddAsync(Given.Read(Given.History(), 0)));
    }

    [Theory, EveryBackend]
    public async Task Of_a_journal_that_goes_on_is_everything_up_to_one_commit(string backend)
    {
        await using var source = await Place.MakeAsync(backend);
        await using var destination = await Place.MakeAsync(backend);
        var (one, other) = (await source.OpenAsync(), await destination.OpenAsync());
        var history = Given.History();
        for (var version = 0; version < 50; version++)
            await one.AddAsync(Given.Write(history, version, "before"));

        var backup = new WritingStream(() => one.AddAsync(Given.Write(history, 50, "meanwhile"), Given.First(Given.History(), "key", "all")));
        await one.BackupAsync(backup, CancellationToken.None).InTime("a backup");
        await other.RestoreAsync(new MemoryStream(backup.ToArray()), CancellationToken.None).InTime("a restore");

        Assert.Equal(51, await one.ReadLastCommitAsync(CancellationToken.None));
        Assert.Equal(50, await other.ReadLastCommitAsync(CancellationToken.None));
        Assert.Equal(50, (await other.PayloadsAsync(history)).Length);
        Assert.Empty(await other.FindHistoriesAsync([Given.Term("all")], 1_000, CancellationToken.None));
    }

    /// <summary>Does something when the first bytes of a backup arrive, while the rest has yet to be read.</summary>
    private sealed class WritingStream(Func<Task> first) : MemoryStream
    {
        private Func<Task>? _first = first;

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Interlocked.Exchange(ref _first, null) is { } act)
                await act();
            await base.WriteAsync(buffer, cancellationToken);
        }
    }
}
