using System.Runtime.CompilerServices;
using MedRecords.V1;

namespace MedRecords.Silo.Diagnosis.Checks;

/// <summary>How old the newest backup is, where the operator says in which folder backups are.</summary>
internal sealed class BackupAgeCheck() : Check("backup")
{
    private static readonly TimeSpan Old = TimeSpan.FromHours(36);
    private static readonly TimeSpan TooOld = TimeSpan.FromDays(7);

    public override async IAsyncEnumerable<Finding> RunAsync(Examination subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        var folder = subject.Settings.Backups;
        const string Advice = "See what became of the job that makes them: ./medrecords backup FILE.";
        if (folder.Length == 0)
            yield return Warning("Where backups are is not known.", "Name their folder with --backups DIR.");
        else if (Newest(folder) is not { } newest)
            yield return Error($"There is no backup in {folder}.", Advice);
        else if (subject.Time.GetUtcNow() - newest is { } age && age > Old)
            yield return age > TooOld ? Error(Words(age), Advice) : Warning(Words(age), Advice);
        else
            yield return Ok($"The newest backup in {folder} is of {newest:u}.");

        string Words(TimeSpan age) => $"The newest backup in {folder} is {age.TotalDays:0.0} days old.";
    }

    private static DateTimeOffset? Newest(string folder) => Path.Exists(folder)
        ? new DirectoryInfo(folder).EnumerateFiles().Where(file => file.Length > 0).Select(file => (DateTimeOffset?)file.LastWriteTimeUtc).Max()
        : null;
}
