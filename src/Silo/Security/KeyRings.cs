using System.Diagnostics;
using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;
using MedRecords.Silo.Hosting;

namespace MedRecords.Silo.Security;

/// <summary>
/// Finds the key ring: in MEDRECORDS_MASTER_KEY, from a command that prints it, or in a file that only its
/// owner may read. A new stand-alone journal gets a new file.
/// </summary>
internal static class KeyRings
{
    private const string Variable = "MEDRECORDS_MASTER_KEY";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static async Task<KeyRing> LoadAsync(SiloSettings options, bool journalHasKeys, CancellationToken cancellation)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text)
            return KeyRing.Parse(text);
        if (options.KeyCommand.Length > 0)
            return KeyRing.Parse(await RunAsync(options.KeyCommand, cancellation));
        var path = PathOf(options);
        if (!File.Exists(path))
            await MakeAsync(path, journalHasKeys, cancellation);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != 0)
            throw new StartRefusedException($"The key ring {path} can be read by others. Run: chmod 600 {path}");
        return KeyRing.Parse(await File.ReadAllTextAsync(path, cancellation));
    }

    /// <summary>The key ring as it now stands, for a journal that has keys. Whatever is wrong with it is a refusal.</summary>
    public static async Task<KeyRing> ReloadAsync(SiloSettings options, CancellationToken cancellation)
    {
        try
        {
            return await LoadAsync(options, journalHasKeys: true, cancellation);
        }
        catch (Exception failure) when (failure is StartRefusedException or IOException or UnauthorizedAccessException)
        {
            throw new JournalRefusedException(failure is StartRefusedException ? failure.Message : "The key ring cannot be read: correct its path, owner or mode.", failure);
        }
    }

    /// <summary>Whether a key ring is there, or somebody says how to get it.</summary>
    public static bool Exists(SiloSettings options) =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } || options.KeyCommand.Length > 0 || File.Exists(PathOf(options));

    private static string PathOf(SiloSettings options) => options.KeyFile.Length > 0 ? options.KeyFile : Path.Combine(options.Data, "keys", "master.key");

    private static async Task MakeAsync(string path, bool journalHasKeys, CancellationToken cancellation)
    {
        if (journalHasKeys)
            throw new StartRefusedException($"The key ring {path} is missing, and the journal cannot be read without it. Restore it from its backup, or name it with --key-file.");
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.WriteThrough };
        if (!OperatingSystem.IsWindows())
            create.UnixCreateMode = OwnerOnly;
        await using var file = new FileStream(path, create);
        await using var writer = new StreamWriter(file);
        await writer.WriteAsync(KeyRing.GenerateText().AsMemory(), cancellation);
        await writer.FlushAsync(cancellation);
        file.Flush(flushToDisk: true);
    }

    private static async Task<string> RunAsync(string command, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start) ?? throw new StartRefusedException("The key command could not be started. Correct --key-command.");
        var text = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0
            ? text
            : throw new StartRefusedException($"The key command ended with code {process.ExitCode}. Correct --key-command, or see what it says on its error output.");
    }
}
