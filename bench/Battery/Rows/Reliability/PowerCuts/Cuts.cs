namespace MedRecords.Battery.Rows.Reliability.PowerCuts;

/// <summary>What some power cuts did.</summary>
/// <param name="Count">How many there were.</param>
/// <param name="Lossy">How many of them lost something acknowledged.</param>
/// <param name="Lost">Acknowledged accesses lost, over all cuts.</param>
/// <param name="Damaged">Cuts after which the journal did not open, or contradicted itself.</param>
/// <param name="FirstFailure">What was wrong first; null where nothing was.</param>
internal sealed record CutReport(int Count, int Lossy, long Lost, int Damaged, string? FirstFailure);

/// <summary>Cuts the power at points of one run, and looks at what is left.</summary>
internal sealed class Cuts(WatchedRun run, string folder)
{
    private const int Seed = 20260314;

    /// <summary>Cuts so many times, each time at another point, and every second time with some of what was not synced kept.</summary>
    public async Task<CutReport> RunAsync(int count)
    {
        var disk = new Disk();
        var acknowledged = new List<Acknowledgement>();
        var report = new CutReport(0, 0, 0, 0, null);
        var done = 0;
        foreach (var point in Choose(count))
        {
            for (; done < point; done++)
                Do(run.Operations[done], disk, acknowledged);
            report = Add(report, await CutAsync(disk, acknowledged, report.Count));
        }

        return report;
    }

    /// <summary>How many of what was acknowledged a journal lacks.</summary>
    public static long CountLost(WholeJournal found, IReadOnlyCollection<Acknowledgement> acknowledged)
    {
        var accesses = found.Accesses.Select(access => Google.Protobuf.WellKnownTypes.Int64Value.Parser.ParseFrom(access).Value).ToHashSet();
        return acknowledged.Count(one => !accesses.Contains(one.Access) || !HoldsVersion(found, one));
    }

    private static void Do(DiskOperation operation, Disk disk, List<Acknowledgement> acknowledged)
    {
        if (operation.File != Acknowledgement.FileName)
            disk.Do(operation);
        else if (operation.Kind == DiskOperationKind.Write)
            acknowledged.Add(Acknowledgement.Read(operation.Data));
    }

    private static CutReport Add(CutReport report, (long Lost, string? Failure) found) => new(
        report.Count + 1,
        report.Lossy + (found.Lost > 0 ? 1 : 0),
        report.Lost + found.Lost,
        report.Damaged + (found.Failure is null ? 0 : 1),
        report.FirstFailure ?? found.Failure);

    /// <summary>
    /// A third of the points is anywhere, a third right after acknowledgements, where the least time is left
    /// to save them, and a third within checkpoints: right after writes to the journal's main file.
    /// </summary>
    private IEnumerable<int> Choose(int count)
    {
        var random = new Random(Seed);
        var all = Enumerable.Range(1, run.Operations.Count).ToArray();
        var afterAnswers = all.Where(point => run.Operations[point - 1].File == Acknowledgement.FileName).ToArray();
        var inCheckpoints = all.Where(point => run.Operations[point - 1].File == WatchedRun.JournalFile).ToArray();
        var points = new SortedSet<int>();
        foreach (var kind in (int[][])[afterAnswers, inCheckpoints])
        {
            random.Shuffle(kind);
            points.UnionWith(kind.Take(count / 3));
        }

        random.Shuffle(all);
        points.UnionWith(all.Where(point => !points.Contains(point)).Take(count - points.Count).ToArray());
        return points;
    }

    private async Task<(long Lost, string? Failure)> CutAsync(Disk disk, List<Acknowledgement> acknowledged, int number)
    {
        var image = Path.Combine(folder, $"image-{number}");
        Directory.CreateDirectory(image);
        disk.WriteImage(image, number % 2 == 0 ? null : new Random(number));
        try
        {
            var found = await WholeJournal.ReadAsync(Path.Combine(image, WatchedRun.JournalFile), run.Ring);
            return (CountLost(found, acknowledged), null);
        }
        catch (Exception failure)
        {
            return (acknowledged.Count, $"cut {number}: {failure.Message}");
        }
        finally
        {
            Directory.Delete(image, recursive: true);
        }
    }

    private static bool HoldsVersion(WholeJournal found, Acknowledgement one) =>
        one.Version == 0
        || (found.Events.TryGetValue(one.History, out var events)
            && events.Count >= one.Version
            && events[(int)one.Version - 1].Version == one.Version
            && events[(int)one.Version - 1].Hash.Span.SequenceEqual(one.Hash.Span));
}
