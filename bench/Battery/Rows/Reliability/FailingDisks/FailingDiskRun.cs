using System.Text.Json;
using MedRecords.Battery.Hosts;
using MedRecords.Battery.Rows.Reliability.PowerCuts;
using MedRecords.Journal.Sealing;

namespace MedRecords.Battery.Rows.Reliability.FailingDisks;

/// <summary>One run of the process whose disk fails, and what a power cut at the end of each journal's life leaves.</summary>
/// <param name="Reports">What each failure led to.</param>
internal sealed record FailingDiskRun(IReadOnlyList<FailureReport> Reports)
{
    /// <summary>Runs the process, and cuts the power.</summary>
    public static async Task<FailingDiskRun> RunAsync(WorkFolder folder, int most)
    {
        var place = folder.Create("failing-disk");
        var (data, ringFile, log, control, reports) = (Path.Combine(place, "data"), Path.Combine(place, "ring"), Path.Combine(place, "log"), Path.Combine(place, "control"), Path.Combine(place, "reports"));
        Directory.CreateDirectory(data);
        Directory.CreateDirectory(reports);
        var ring = KeyRing.GenerateText();
        await File.WriteAllTextAsync(ringFile, ring);
        new FailureControl(control).Dispose();
        var command = Self.Command(FailingDiskChild.Name, data, ringFile, reports, most.ToString());
        // The log is nearer to the process: it hears of a failure as the process does.
        command.Environment["LD_PRELOAD"] = $"{await Preloads.CompileAsync("powercut", place)} {await Preloads.CompileAsync("failing", place)}";
        command.Environment["POWERCUT_FOLDER"] = command.Environment[FailureControl.FolderVariable] = data;
        command.Environment["POWERCUT_LOG"] = log;
        command.Environment[FailureControl.FileVariable] = control;
        var output = await ProgramRun.ReadAsync(command);
        var told = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<FailureReport>(line)!).ToList();
        return new FailingDiskRun(await CutAsync(told, log, reports, KeyRing.Parse(ring)));
    }

    private static async Task<IReadOnlyList<FailureReport>> CutAsync(List<FailureReport> told, string log, string reports, KeyRing ring)
    {
        var disks = new Dictionary<string, Disk>();
        foreach (var operation in DiskOperation.ReadLog(log))
        {
            var name = operation.File.Split('/');
            if (!disks.TryGetValue(name[0], out var disk))
                disks.Add(name[0], disk = new Disk());
            disk.Do(operation with { File = name[^1] });
        }

        using var images = new MemoryFolder();
        var results = new List<FailureReport>();
        foreach (var report in told)
        {
            var acknowledged = File.ReadAllBytes(Path.Combine(reports, $"{report.Number}.{Acknowledgement.FileName}"))
                .Chunk(Acknowledgement.Length).Select(bytes => Acknowledgement.Read(bytes)).ToList();
            results.Add(report with { Problem = report.Problem ?? await CutAsync(disks[report.Number.ToString()], Path.Combine(images.Path, report.Number.ToString()), acknowledged, ring) });
        }

        return results;
    }

    private static async Task<string?> CutAsync(Disk disk, string image, List<Acknowledgement> acknowledged, KeyRing ring)
    {
        Directory.CreateDirectory(image);
        disk.WriteImage(image, null);
        try
        {
            var lost = Losses.Count(await WholeJournal.ReadAsync(Path.Combine(image, WatchedRun.JournalFile), ring), acknowledged);
            return lost == 0 ? null : $"a power cut after it loses {lost} of {acknowledged.Count} acknowledged accesses";
        }
        catch (Exception failure)
        {
            return $"a power cut after it leaves what does not hold: {failure.Message}";
        }
        finally
        {
            Directory.Delete(image, recursive: true);
        }
    }
}
