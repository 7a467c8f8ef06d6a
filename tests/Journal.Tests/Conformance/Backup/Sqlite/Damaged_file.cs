using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Tests.Conformance;

/// <summary>SQLite only: a backup has every row, or there is none.</summary>
public sealed class Damaged_file
{
    [Theory]
    [InlineData("terms"), InlineData("terms_copy")]
    [InlineData("keys"), InlineData("keys_copy")]
    public async Task Without_a_row_of_a_history_has_no_backup(string table)
    {
        await using var place = await DamagedPlace.MakeAsync(histories => $"DELETE FROM {table} WHERE history = {histories[3]}");

        await Assert.ThrowsAsync<JournalDamagedException>(() => SomeBackup.TakeAsync(place.Store));
    }

    [Theory, InlineData("settings"), InlineData("settings_copy")]
    public async Task Without_a_setting_has_no_backup(string table)
    {
        await using var place = await DamagedPlace.MakeAsync(_ => $"DELETE FROM {table} WHERE name = 'Small'");

        await Assert.ThrowsAsync<JournalDamagedException>(() => SomeBackup.TakeAsync(place.Store));
    }

    [Theory, InlineData("version = 2"), InlineData("version = 3"), InlineData("version > 0")]
    public async Task Whose_index_lacks_events_of_a_history_has_no_backup(string condition)
    {
        await using var place = await DamagedPlace.MakeAsync(histories => DamagedPlace.HideFromIndex($"history = {histories[3]} AND {condition}"));

        await Assert.ThrowsAsync<JournalDamagedException>(() => SomeBackup.TakeAsync(place.Store));
    }

    [Theory, InlineData(20), InlineData(40)]
    public async Task Without_a_commit_has_no_backup(int number)
    {
        await using var place = await DamagedPlace.MakeAsync(_ => $"DELETE FROM commits WHERE number = {number}");

        await Assert.ThrowsAsync<JournalDamagedException>(() => SomeBackup.TakeAsync(place.Store));
    }

    [Theory, InlineData(0), InlineData(1_000)]
    public async Task With_an_event_of_a_commit_that_there_is_not_has_no_backup(int number)
    {
        await using var place = await DamagedPlace.MakeAsync(histories =>
            $"UPDATE events SET commit_number = {number} WHERE history = {histories[3]} AND version = 3");

        await Assert.ThrowsAsync<JournalDamagedException>(() => SomeBackup.TakeAsync(place.Store));
    }

    [Fact]
    public async Task In_its_index_of_accesses_alone_is_sound_again_from_its_backup()
    {
        await using var place = await DamagedPlace.MakeAsync(histories => $"DELETE FROM access_index WHERE history = {histories[0]}");
        await using var other = new SqlitePlace();
        var restored = await other.OpenAsync();

        await restored.RestoreAsync(new MemoryStream(await SomeBackup.TakeAsync(place.Store)), CancellationToken.None);

        Assert.Equal(40, (await restored.FindCommitsAsync(place.Histories[0], long.MaxValue, 1_000, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task Is_not_one_that_is_untouched()
    {
        await using var place = await DamagedPlace.MakeAsync();

        Assert.NotEmpty(await SomeBackup.TakeAsync(place.Store));
    }
}
