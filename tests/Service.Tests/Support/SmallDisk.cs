using System.Diagnostics;

namespace MedRecords.Service.Tests.Support;

/// <summary>A file system of few MiB that can be filled; gone when it is disposed of.</summary>
public sealed class SmallDisk : IDisposable
{
    private static readonly Lazy<string?> Obstacle = new(TryOne);

    private readonly TemporaryFolder _folder = new();

    public SmallDisk(int mebibytes)
    {
        if (Run("mount", "-t", "tmpfs", "-o", $"size={mebibytes}m", "tmpfs", Path) is { } obstacle)
        {
            _folder.Dispose();
            throw new InvalidOperationException(obstacle);
        }
    }

    /// <summary>Why there can be none here; null where there can.</summary>
    public static string? WhyNot => Obstacle.Value;

    public string Path => _folder.Path;

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <summary>Takes what room there is.</summary>
    public void Fill()
    {
        using var file = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
                file.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // Now it is full.
        }
    }

    public void MakeRoom() => File.Delete(Ballast);

    public void Dispose()
    {
        Run("umount", Path);
        _folder.Dispose();
    }

    private static string? TryOne()
    {
        try
        {
            using var disk = new SmallDisk(1);
            return null;
        }
        catch (Exception failure) when (failure is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return failure.Message;
        }
    }

    private static string? Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : $"{program}: {errors.Trim()}";
    }
}

/// <summary>A test that needs a small disk; where none can be mounted it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute()
    {
        if (SmallDisk.WhyNot is { } why)
            Skip = $"A small disk cannot be mounted here ({why}).";
    }
}
