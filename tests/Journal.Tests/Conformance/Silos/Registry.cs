using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Tests.Conformance;

public sealed class Registry
{
    private static readonly Guid Mine = Guid.NewGuid();

    [Theory, EveryBackend]
    public async Task Lists_the_newest_report_under_each_name(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var (one, other) = await place.OpenTwoAsync();

        await ReportAsync(one, "b", Mine, status: 1, first: true);
        await ReportAsync(other, "a", Guid.NewGuid(), status: 2, first: true);
        await ReportAsync(one, "b", Mine, status: 3);

        var silos = await other.Silos.ListAsync(CancellationToken.None).InTime("a list of silos");
        Assert.Equal(["a", "b"], silos.Select(silo => silo.Name));
        Assert.Equal([2, 3], silos.Select(silo => silo.Status.Span[0]));
        Assert.All(silos, silo => Assert.InRange(silo.Unseen, TimeSpan.Zero, TimeSpan.FromMinutes(1)));
        Assert.All(silos, silo => Assert.False(silo.DrainRequested));
    }

    [Theory, EveryBackend]
    public async Task Brings_a_request_to_the_silo_of_that_name_alone(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var (one, other) = await place.OpenTwoAsync();
        var others = Guid.NewGuid();
        await ReportAsync(one, "a", Mine, first: true);
        await ReportAsync(other, "b", others, first: true);

        var asked = await other.Silos.RequestDrainAsync("a", CancellationToken.None).InTime("a request");

        Assert.True(asked!.DrainRequested);
        Assert.Null(await one.Silos.RequestDrainAsync("A", CancellationToken.None).InTime("a request"));
        Assert.True((await ReportAsync(one, "a", Mine)).DrainRequested);
        Assert.True((await ReportAsync(one, "a", Mine)).DrainRequested);
        Assert.False((await ReportAsync(other, "b", others)).DrainRequested);
    }

    [Theory, EveryBackend]
    public async Task Gives_a_name_to_whoever_started_last(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var (one, other) = await place.OpenTwoAsync();
        var successor = Guid.NewGuid();
        await ReportAsync(one, "a", Mine, status: 1, first: true);
        await one.Silos.RequestDrainAsync("a", CancellationToken.None).InTime("a request");

        var taken = await ReportAsync(other, "a", successor, status: 2, first: true);
        var refused = await ReportAsync(one, "a", Mine, status: 3);

        Assert.Equal((true, false), (taken.IsKept, taken.DrainRequested));
        Assert.Equal((false, false), (refused.IsKept, refused.DrainRequested));
        var silo = Assert.Single(await one.Silos.ListAsync(CancellationToken.None).InTime("a list of silos"));
        Assert.Equal((2, false), (silo.Status.Span[0], silo.DrainRequested));
    }

    [Theory, EveryBackend]
    public async Task Is_in_no_backup(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        var store = await place.OpenAsync();
        await ReportAsync(store, "a", Mine, first: true);
        using var backup = new MemoryStream();
        await store.BackupAsync(backup, CancellationToken.None).InTime("a backup");
        backup.Position = 0;

        await using var elsewhere = await Place.MakeAsync(backend);
        var restored = await elsewhere.OpenAsync();
        await restored.RestoreAsync(backup, CancellationToken.None).InTime("a restore");

        Assert.Empty(await restored.Silos.ListAsync(CancellationToken.None).InTime("a list of silos"));
    }

    private static Task<ReportReceipt> ReportAsync(IJournalStore store, string name, Guid instance, byte status = 0, bool first = false) =>
        store.Silos.ReportAsync(new SiloReport(name, instance, first, new[] { status }), CancellationToken.None).InTime("a report");
}
