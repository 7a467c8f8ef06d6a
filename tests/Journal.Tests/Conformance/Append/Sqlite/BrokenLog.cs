using System.ComponentModel;
using System.Runtime.InteropServices;

namespace MedRecords.Journal.Tests.Conformance;

/// <summary>Puts something else behind the descriptor of an open write-ahead log, so that the next write or fsync fails as a disk's would.</summary>
internal static partial class BrokenLog
{
    private const int ReadOnly = 0;
    private const int WriteOnly = 1;

    /// <summary>Writes find no room.</summary>
    public static void FillUp(string database) => Replace(database, "/dev/full", WriteOnly);

    /// <summary>Writes fail.</summary>
    public static void RefuseWrites(string database) => Replace(database, $"{database}-wal", ReadOnly);

    /// <summary>Writes are lost, and fsync fails.</summary>
    public static void LoseWrites(string database) => Replace(database, "/dev/null", WriteOnly);

    private static void Replace(string database, string path, int flags)
    {
        var log = Directory.EnumerateFiles("/proc/self/fd")
            .Single(descriptor => new FileInfo(descriptor).LinkTarget == $"{database}-wal");
        var replacement = Check(Open(path, flags));
        Check(Duplicate(replacement, int.Parse(Path.GetFileName(log), System.Globalization.CultureInfo.InvariantCulture)));
        Check(Close(replacement));
    }

    private static int Check(int result) => result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int Duplicate(int from, int to);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
