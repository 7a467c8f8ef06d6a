using System.Runtime.CompilerServices;
using MedRecords.V1;

namespace MedRecords.Silo.Diagnosis.Checks;

/// <summary>Whether the disks that this program writes to have room: the data folder's, and that of large imports.</summary>
internal sealed class DiskSpaceCheck() : Check("disk")
{
    private const long Little = 1L << 30;
    private const long TooLittle = 100L << 20;
    private const double LittleShare = 0.1;

    public override async IAsyncEnumerable<Finding> RunAsync(Examination subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        string[] folders = subject.Settings.IsPostgreSql ? [Path.GetTempPath()] : [Path.GetFullPath(subject.Settings.Data), Path.GetTempPath()];
        foreach (var folder in folders.Select(Existing).Distinct())
        {
            var disk = new DriveInfo(folder);
            var words = $"The disk of {folder} has {disk.AvailableFreeSpace >> 20} MiB left of {disk.TotalSize >> 20} MiB.";
            const string Advice = "Make room: with a full disk nothing can be read or written, since every access is recorded.";
            yield return disk.AvailableFreeSpace < TooLittle ? Error(words, Advice)
                : disk.AvailableFreeSpace < Math.Min(Little, disk.TotalSize * LittleShare) ? Warning(words, Advice)
                : Ok(words);
        }
    }

    /// <summary>The folder, or the nearest above it that is there.</summary>
    private static string Existing(string folder)
    {
        while (!Path.Exists(folder) && Path.GetDirectoryName(folder) is { } above)
            folder = above;
        return folder;
    }
}
