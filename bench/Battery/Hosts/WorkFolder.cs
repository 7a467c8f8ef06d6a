namespace MedRecords.Battery.Hosts;

/// <summary>A folder for data that is thrown away.</summary>
internal sealed class WorkFolder : IDisposable
{
    public WorkFolder()
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "medrecords-battery-" + Guid.NewGuid().ToString("N")[..8]);
        Directory.CreateDirectory(Path);
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Its file system, e.g. "ext4".</summary>
    public string Format => new DriveInfo(Path).DriveFormat;

    /// <summary>A new folder within.</summary>
    public string Create(string name)
    {
        var path = System.IO.Path.Combine(Path, $"{name}-{Guid.NewGuid().ToString("N")[..8]}");
        Directory.CreateDirectory(path);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
