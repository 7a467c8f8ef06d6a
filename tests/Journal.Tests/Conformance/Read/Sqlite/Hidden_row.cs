using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Tests.Conformance;

/// <summary>SQLite only: where a damage hides a row from one of the file's b-trees, no read answers as if there were none.</summary>
public sealed class Hidden_row
{
    [Theory, InlineData("terms"), InlineData("terms_copy")]
    public async Task Of_a_term_fails_the_searches_that_would_lack_it(string table)
    {
        await using var place = await DamagedPlace.MakeAsync(histories => $"DELETE FROM {table} WHERE term = {Literal("all")} AND history = {histories[3]}");

        await FailsAsync(() => FindAsync(place, "all"));
        await FailsAsync(() => FindAsync(place, "term 0", "all"));
        Assert.Equal(13, (await FindAsync(place, "term 1")).Count);
        Assert.Equal(13, (await FindAsync(place, "term 1", "all")).Count);
    }

    [Theory, InlineData("keys"), InlineData("keys_copy")]
    public async Task Of_a_key_is_not_taken_for_a_history_without_one(string table)
    {
        await using var place = await DamagedPlace.MakeAsync(histories => $"DELETE FROM {table} WHERE history = {histories[3]}");

        await FailsAsync(() => place.Store.ReadKeyAsync(place.Histories[3], CancellationToken.None));
        await FailsAsync(() => place.Store.ReadKeysAsync(default, 1_000, CancellationToken.None));
        await FailsAsync(() => place.Store.CountKeysAsync(CancellationToken.None));
        await FailsAsync(() => place.Store.ReplaceKeysAsync([new KeyReplacement(place.Histories[3], "key 3"u8.ToArray(), "new"u8.ToArray())], CancellationToken.None));
        Assert.NotNull(await place.Store.ReadKeyAsync(place.Histories[4], CancellationToken.None));
    }

    [Theory, InlineData("settings"), InlineData("settings_copy")]
    public async Task Of_a_setting_is_not_replaced(string table)
    {
        await using var place = await DamagedPlace.MakeAsync(_ => $"DELETE FROM {table} WHERE name = 'Small'");

        await FailsAsync(() => place.Store.ReadSettingAsync("Small", CancellationToken.None));
        await FailsAsync(() => place.Store.AddSettingAsync("Small", new byte[] { 2 }, CancellationToken.None));
        await FailsAsync(() => place.Store.ReadSettingAsync("Small", CancellationToken.None));
        Assert.Equal([3], await place.Store.AddSettingAsync("new", new byte[] { 3 }, CancellationToken.None));
    }

    [Theory, InlineData("access_index"), InlineData("access_index_copy")]
    public async Task Of_the_index_of_accesses_fails_the_pages_that_would_lack_it(string table)
    {
        await using var place = await DamagedPlace.MakeAsync(histories => $"DELETE FROM {table} WHERE history = {histories[0]} AND commit_number = 20");

        await FailsAsync(() => TrailAsync(place, before: long.MaxValue));
        await FailsAsync(() => TrailAsync(place, before: 21));
        Assert.Equal(19, (await TrailAsync(place, before: 20)).Count);
    }

    [Theory, InlineData("meta", 0), InlineData("meta", 1_000), InlineData("meta_copy", 0), InlineData("meta_copy", 1_000)]
    public async Task Is_not_made_by_a_wrong_end_of_the_index_of_accesses(string table, int end)
    {
        await using var place = await DamagedPlace.MakeAsync(_ => $"DROP TRIGGER meta_copied; UPDATE {table} SET value = {end} WHERE name = 'indexed'");

        await FailsAsync(() => TrailAsync(place, before: long.MaxValue));
    }

    [Theory, InlineData("meta"), InlineData("meta_copy")]
    public async Task Is_not_made_by_a_wrong_end_of_the_current_versions(string table) =>
        await Assert.ThrowsAsync<JournalDamagedException>(() => DamagedPlace.MakeAsync(_ => $"DROP TRIGGER meta_copied; UPDATE {table} SET value = 40 WHERE name = 'versions'"));

    [Theory]
    [InlineData("index, newest")]
    [InlineData("index, all")]
    [InlineData("current_versions")]
    public async Task Of_a_newest_event_fails_what_depends_on_it_and_stores_nothing(string where)
    {
        await using var place = await DamagedPlace.MakeAsync(histories => where switch
        {
            "index, newest" => DamagedPlace.HideFromIndex($"history = {histories[3]} AND version = 3"),
            "index, all" => DamagedPlace.HideFromIndex($"history = {histories[3]}"),
            _ => DamagedPlace.HideFromCurrentVersions($"history = {histories[3]}"),
        });
        var (damaged, sound) = (place.Histories[3], place.Histories[4]);

        await FailsAsync(() => place.Store.ReadAsync(damaged, 0, 100, CancellationToken.None));
        await FailsAsync(() => place.Store.ReadAsync(damaged, 2, 100, CancellationToken.None));
        await FailsAsync(() => place.Store.ReadNewestAsync(damaged, 1, CancellationToken.None));
        await FailsAsync(() => place.Store.ReadVersionsAsync(damaged, [1, 3], CancellationToken.None));
        foreach (var seen in new[] { 0, 2, 3 })
            await FailsAsync(() => place.Store.TryAsync(Given.Write(damaged, seen, "more"), Given.Write(sound, 3, "more")));
        Assert.Equal(3, (await place.Store.PayloadsAsync(sound)).Length);
        await place.Store.AddAsync(Given.Write(sound, 3, "more"));
    }

    [Fact]
    public async Task Of_an_event_in_between_fails_the_reads_that_would_lack_it()
    {
        await using var place = await DamagedPlace.MakeAsync(histories => DamagedPlace.HideFromIndex($"history = {histories[3]} AND version = 2"));

        await FailsAsync(() => place.Store.ReadAsync(place.Histories[3], 0, 100, CancellationToken.None));
        await FailsAsync(() => place.Store.ReadVersionsAsync(place.Histories[3], [2], CancellationToken.None));
        Assert.Single(await place.Store.ReadAsync(place.Histories[3], 2, 100, CancellationToken.None));
    }

    [Theory, InlineData("commits"), InlineData("commit_checksums")]
    public async Task Of_the_newest_commit_lets_no_number_be_given_away_twice(string table)
    {
        await using var place = await DamagedPlace.MakeAsync(_ => $"DELETE FROM {table} WHERE number = 40");

        await FailsAsync(() => place.Store.ReadLastCommitAsync(CancellationToken.None));
        await FailsAsync(() => place.Store.ReadCommitsAsync(0, 1_000, CancellationToken.None));
        await FailsAsync(() => place.Store.TryAsync(Given.Read(place.Histories[1], 3)));
    }

    [Theory, InlineData("commits"), InlineData("commit_checksums")]
    public async Task Of_a_commit_in_between_fails_the_reads_that_would_lack_it(string table)
    {
        await using var place = await DamagedPlace.MakeAsync(_ => $"DELETE FROM {table} WHERE number = 20");

        await FailsAsync(() => place.Store.ReadCommitsAsync(0, 1_000, CancellationToken.None));
        Assert.Equal(20, (await place.Store.ReadCommitsAsync(20, 1_000, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task Is_not_made_by_a_record_that_names_another_history()
    {
        await using var place = await DamagedPlace.MakeAsync(histories => $"""
            UPDATE commits SET records = substr(records, 1, 4) || {histories[5]} || substr(records, 21) WHERE number = 20
            """);

        await FailsAsync(() => place.Store.ReadCommitsAsync(19, 1, CancellationToken.None));
        Assert.Single(await place.Store.ReadCommitsAsync(20, 1, CancellationToken.None));
    }

    [Fact]
    public async Task Is_none_in_an_untouched_file()
    {
        await using var place = await DamagedPlace.MakeAsync();

        Assert.Equal(40, (await FindAsync(place, "all")).Count);
        Assert.NotNull(await place.Store.ReadKeyAsync(place.Histories[3], CancellationToken.None));
        Assert.Equal([1], await place.Store.AddSettingAsync("Small", new byte[] { 2 }, CancellationToken.None));
        Assert.Equal(40, (await TrailAsync(place, before: long.MaxValue)).Count);
        Assert.Equal(3, (await place.Store.PayloadsAsync(place.Histories[3])).Length);
        Assert.Equal(40, (await place.Store.LogAsync()).Length);
        await place.Store.AddAsync(Given.Write(place.Histories[3], 3, "more"));
    }

    private static Task<IReadOnlyList<HistoryId>> FindAsync(DamagedPlace place, params string[] terms) =>
        place.Store.FindHistoriesAsync([.. terms.Select(Given.Term)], 1_000, CancellationToken.None);

    private static Task<IReadOnlyList<long>> TrailAsync(DamagedPlace place, long before) =>
        place.Store.FindCommitsAsync(place.Histories[0], before, 1_000, CancellationToken.None);

    private static string Literal(string term) => $"x'{Convert.ToHexString(Given.Term(term).Span)}'";

    private static async Task FailsAsync(Func<Task> read)
    {
        var failure = await Assert.ThrowsAsync<JournalDamagedException>(read);
        Assert.Contains("restore a backup", failure.Message, StringComparison.Ordinal);
    }
}
