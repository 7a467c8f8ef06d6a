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
        // A thread has the niceness of the one that starts it, and does not get rid of it. An answer may have the pool
        // start a thread, which stays. So the one that gives way ends with its work, and the one that waits answers.
        Start(() =>
        {
            Task<T>? outcome = null;
            Start(() => outcome = Attempt(work)).Join();
            done.SetFromTask(outcome!);
        });
        return done.Task;
    }

    private static Task<T> Attempt<T>(Func<T> work)
    {
        try
        {
            GiveWay();
            return Task.FromResult(work());
        }
        catch (Exception e)
        {
            return Task.FromException<T>(e);
        }
    }

    private static Thread Start(ThreadStart body)
    {
        var thread = new Thread(body) { IsBackground = true, Name = nameof(YieldingThread) };
        thread.UnsafeStart();
        return thread;
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
