using System.Runtime.InteropServices;

namespace MedRecords.Grains.Accounts;

/// <summary>
/// A thread for one piece of long work, to which the processor goes only as far as the others leave it: a flood of
/// sign-ins must not slow those down who are at work.
/// </summary>
internal static class YieldingThread
{
    // With 10, Linux gives it a tenth of what another thread gets that wants the same processor (nice(2)).
    private const int Niceness = 10;
    private const int ThisThread = 0;
    private const int OfAThread = 0;

    /// <summary>Runs it.</summary>
    public static Task<T> RunAsync<T>(Func<T> work)
    {
        // What waits for the result goes on elsewhere, and not as slowly as this.
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            GiveWay();
            try
            {
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

    // .NET leaves priorities of threads alone on Linux, where each has a niceness of its own. It never gets it back,
    // so that the thread ends with its work. Where it is refused, the work is only less polite.
    private static void GiveWay()
    {
        if (OperatingSystem.IsLinux()) _ = SetPriority(OfAThread, ThisThread, Niceness);
        else Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
    }

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, int who, int niceness);
}
