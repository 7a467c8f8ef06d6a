using MedRecords.GrpcFrontend.Feed;

namespace MedRecords.GrpcFrontend.Tests.Server;

/// <summary>A pulse that beats when a test says so.</summary>
public sealed class TestPulse : ICommitPulse
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Next => Volatile.Read(ref _next).Task;

    public void Beat() => Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
