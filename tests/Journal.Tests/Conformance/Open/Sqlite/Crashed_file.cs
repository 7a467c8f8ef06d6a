using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Tests.Conformance;

/// <summary>SQLite only: current versions are written some commits late, and what was not is learnt again when the file is opened.</summary>
public sealed class Crashed_file
{
    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public async Task Has_every_current_version_however_many_commits_it_has(int commits)
    {
        await using var place = new SqlitePlace();
        HistoryId[] histories = [.. Enumerable.Range(0, 10).Select(_ => Given.History())];
        var versions = new long[histories.Length];
        var store = await place.OpenAsync();
        for (var i = 0; i < commits; i++)
        {
            var one = i % histories.Length;
            await store.AddAsync(Given.Write(histories[one], versions[one]++, $"event {i}"));
            if (i % 50 != 49)
                continue;
            await store.DisposeAsync();
            store = await place.OpenAsync();
        }

        for (var i = 0; i < histories.Length; i++)
        {
            var result = (await store.TryAsync(Given.Read(histories[i], 1_000)))[0];
            Assert.Equal([versions[i]], result.Current);
            Assert.Equal(versions[i], (await store.ReadAsync(histories[i], 0, 1_000, CancellationToken.None)).Count);
        }
    }
}
