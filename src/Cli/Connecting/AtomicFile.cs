using System.Text;

namespace MedRecords.Cli.Connecting;

/// <summary>A file that appears whole or not at all, readable by its owner only: what we write is about patients.</summary>
internal sealed class AtomicFile : IDisposable
{
    private readonly string _path;
    private readonly string _unfinished;
    private bool _kept;

    /// <summary>Starts a file.</summary>
    public AtomicFile(string path)
    {
        _path = Path.GetFullPath(path);
        _unfinished = $"{_path}.{Guid.NewGuid():N}.part";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Stream = new FileStream(_unfinished, options);
    }

    /// <summary>Where to write.</summary>
    public FileStream Stream { get; }

    /// <summary>Writes a whole text.</summary>
    public static void Write(string path, string text)
    {
        using var file = new AtomicFile(path);
        file.Stream.Write(Encoding.UTF8.GetBytes(text));
        file.Keep();
    }

    /// <summary>Puts the finished file in its place, on disk for good.</summary>
    public void Keep()
    {
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        File.Move(_unfinished, _path, overwrite: true);
        _kept = true;
    }

    /// <summary>Removes the file unless it was kept.</summary>
    public void Dispose()
    {
        Stream.Dispose();
        if (!_kept)
            File.Delete(_unfinished);
    }
}
