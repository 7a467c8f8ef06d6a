namespace MedRecords.Journal.Tests.Conformance;

/// <summary>Ends a test that would hang, and says what it was waiting for.</summary>
public static class Deadline
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task InTime(this Task task, string what)
    {
        try
        {
            await task.WaitAsync(Patience);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            Assert.Fail($"Still waiting for {what} after {Patience.TotalSeconds} s.");
        }
    }

    public static async Task<T> InTime<T>(this Task<T> task, string what)
    {
        await InTime((Task)task, what);
        return await task;
    }

    /// <summary>Asks until the answer is yes.</summary>
    public static async Task Until(Func<Task<bool>> question, string what)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (!await question())
        {
            if (deadline.IsCancellationRequested)
                Assert.Fail($"Still waiting for {what} after {Patience.TotalSeconds} s.");
            await Task.Yield();
        }
    }
}
