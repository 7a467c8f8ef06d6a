using System.Diagnostics;
using MedRecords.Journal.Contract;
using MedRecords.Journal.Sqlite;

namespace MedRecords.Journal.Tests.Conformance;

/// <summary>SQLite only: with PostgreSQL it is the server's disk; see Failing_server.</summary>
public sealed class Failing_disk
{
    public static readonly Dictionary<string, Action<string>> Faults = new()
    {
        ["no room"] = BrokenLog.FillUp,
        ["failed write"] = BrokenLog.RefuseWrites,
        ["failed fsync"] = BrokenLog.LoseWrites,
    };

    public static IEnumerable<object[]> FaultNames => Faults.Keys.Select(name => new object[] { name });

    [Theory, MemberData(nameof(FaultNames))]
    public async Task Acknowledges_nothing_and_is_opened_anew(string fault)
    {
        await using var place = new SqlitePlace();
        var store = await place.OpenAsync();
        var history = Given.History();
        await store.AddAsync(Given.Write(history, 0, "before"));

        Faults[fault](place.File);
        var failure = await Assert.ThrowsAsync<JournalUnavailableException>(() => store.TryAsync(Given.Write(history, 1, "lost")));

        Assert.Equal(fault == "no room", failure.Message.Contains("full", StringComparison.Ordinal));
        Assert.Equal(["before"], await store.PayloadsAsync(history));
        Assert.Equal(2, await store.AddAsync(Given.Write(history, 1, "after")));
        await store.DisposeAsync();
        Assert.Equal(["before", "after"], await (await place.OpenAsync()).PayloadsAsync(history));
    }

    [Theory, MemberData(nameof(FaultNames))]
    public async Task Under_a_snapshot_leaves_later_commits_as_durable_as_before(string fault)
    {
        await using var place = new SqlitePlace();
        var store = await place.OpenAsync();
        var history = Given.History();
        await store.AddAsync(Given.Write(history, 0, "before"));
        Faults[fault](place.File);
        _ = await Record.ExceptionAsync(() => ((ISnapshotStore)store).WriteSnapshotAsync(history, new byte[100_000], CancellationToken.None));

        // Whether or not the snapshot noticed, no commit after it may count before the disk has it.
        var failure = await Record.ExceptionAsync(() => store.AddAsync(Given.Write(history, 1, "after")));
        await store.DisposeAsync();

        var stored = await (await place.OpenAsync()).PayloadsAsync(history);
        Assert.Equal(failure is null ? 2 : 1, stored.Length);
    }

    [Fact]
    public async Task That_still_fails_when_it_is_opened_anew_leaves_a_read_in_no_doubt()
    {
        await using var place = new SqlitePlace();
        var store = await place.OpenAsync();
        var history = Given.History();
        await store.AddAsync(Given.Write(history, 0, "before"));
        var log = $"{place.File}-wal";
        BrokenLog.LoseWrites(place.File);
        File.Move(log, $"{log}-kept");
        // Whatever is opened in its place cannot be synced either.
        File.CreateSymbolicLink(log, "/dev/null");

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => store.TryAsync(Given.Write(history, 1, "lost")));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => store.PayloadsAsync(history));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => store.TryAsync(Given.Write(history, 1, "refused")));
        File.Delete(log);
        File.Move($"{log}-kept", log);

        Assert.Equal(["before"], await store.PayloadsAsync(history));
        Assert.Equal(2, await store.AddAsync(Given.Write(history, 1, "after")));
    }

    [RootFact("only root can mount a small disk")]
    public async Task That_is_full_still_serves_reads_and_takes_appends_once_there_is_room()
    {
        var folder = Directory.CreateTempSubdirectory("medrecords-small-").FullName;
        await RunAsync("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder);
        try
        {
            await using var store = new SqliteJournalStore(new SqliteJournalOptions(Path.Combine(folder, "journal.db")));
            await store.OpenAsync(CancellationToken.None);
            var history = Given.History();
            await store.AddAsync(Given.Write(history, 0, "before"));
            var ballast = Path.Combine(folder, "ballast");
            FillDisk(ballast);

            for (var i = 0; i < 3; i++)
            {
                var failure = await Assert.ThrowsAsync<JournalUnavailableException>(() => store.TryAsync(Given.Write(history, 1, new string('x', 100_000))));
                Assert.Contains("full", failure.Message, StringComparison.Ordinal);
                Assert.Equal(["before"], await store.PayloadsAsync(history));
            }
            File.Delete(ballast);

            Assert.Equal(2, await store.AddAsync(Given.Write(history, 1, "after")));
        }
        finally
        {
            await RunAsync("umount", folder);
            Directory.Delete(folder);
        }
    }

    private static void FillDisk(string ballast)
    {
        using var file = new FileStream(ballast, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
                file.Write(new byte[1024]);
        }
        catch (IOException)
        {
            // The disk is full.
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }
}
