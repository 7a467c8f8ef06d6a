using System.Runtime.InteropServices;

namespace MedRecords.Grains.Accounts;

/// <summary>
/// A thread for one piece of long work, to which the processor goes only as far as the others leave it: a flood of
/// sign-ins must not slow those down who are at work.
/// </summary>
public static class YieldingThread
{
    /// <summary>
    /// How much nicer it is than its process on Linux: it gets a tenth of what another thread gets that wants the same
    /// processor (sched(7)).
    /// </summary>
    public const int Nicer = 10;

    /// <summary>Runs the work. What waits for it goes on elsewhere, and not as slowly.</summary>
    public static Task<T> RunAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        // A thread of its own, since a niceness that was given is not taken back: it ends with its work.
        var thread = new Thread(() =>
        {
            try
            {
                GiveWay();
                done.SetResult(work());
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        })
        { IsBackground = true, Name = nameof(YieldingThread) };
        thread.UnsafeStart();
        return done.Task;
    }

    // .NET leaves priorities of threads alone on Linux, where nice(2) concerns the thread that calls it and no other.
    // Where the system refuses, the work is only less polite.
    private static void GiveWay()
    {
        if (OperatingSystem.IsLinux())
            _ = Nice(Nicer);
        else
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
    }

    [DllImport("libc", EntryPoint = "nice")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Nice(int increment);
}
