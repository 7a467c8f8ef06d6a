using System.Runtime.CompilerServices;
using MedRecords.V1;

namespace MedRecords.Silo.Diagnosis.Checks;

/// <summary>Whether the data folder is there and can be written, down to the disk.</summary>
internal sealed class DataFolderCheck() : Check("data folder")
{
    public override async IAsyncEnumerable<Finding> RunAsync(Examination subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (subject.Settings.IsPostgreSql)
            yield break;
        var folder = Path.GetFullPath(subject.Settings.Data);
        if (!Path.Exists(folder))
        {
            yield return Ok($"{folder} does not exist yet: the first start makes it.");
            yield break;
        }

        var problem = await WriteAsync(folder, cancellation);
        yield return problem is null ? Ok($"{folder} can be written.") : Error($"{folder} cannot be written ({problem}).", "Correct its owner or mode, mount it for writing, or make room.");
    }

    /// <summary>Writes a little to the disk itself; returns what keeps it from that, or null.</summary>
    private static async Task<string?> WriteAsync(string folder, CancellationToken cancellation)
    {
        const int OnePage = 4096;
        try
        {
            var probe = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.WriteThrough | FileOptions.DeleteOnClose };
            await using var file = new FileStream(Path.Combine(folder, $".doctor-{Guid.NewGuid():N}"), probe);
            await file.WriteAsync(new byte[OnePage], cancellation);
            file.Flush(flushToDisk: true);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return failure is UnauthorizedAccessException ? "this user may not" : "the disk is full, read-only or broken";
        }
    }
}
