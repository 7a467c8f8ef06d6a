namespace MedRecords.Battery.Rows.Reliability.PowerCuts;

/// <summary>Cuts the power at points of one run, and looks at what is left.</summary>
internal sealed class Cuts(WatchedRun run, string folder)
{
    private const int Seed = 20260314;

    /// <summary>Cuts so many times, each time at another point, and every second time with some of what was not synced kept.</summary>
    public async Task<CutReport> RunAsync(int count)
    {
        var disk = new Disk();
        var acknowledged = new List<Acknowledgement>();
        var report = CutReport.Empty;
        var done = 0;
        foreach (var point in Choose(count))
        {
            for (; done < point; done++)
                Do(run.Operations[done], disk, acknowledged);
            report = report.Add(await CutAsync(disk, acknowledged, report.Count));
        }

        return report;
    }

    private static void Do(DiskOperation operation, Disk disk, List<Acknowledgement> acknowledged)
    {
        if (operation.File != Acknowledgement.FileName)
            disk.Do(operation);
        else if (operation.Kind == DiskOperationKind.Write)
            acknowledged.Add(Acknowledgement.Read(operation.Data));
    }

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
            return (Losses.Count(found, acknowledged), null);
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
}
