using MedRecords.Journal.Commit;
using MedRecords.Journal.Tests.Conformance;

namespace MedRecords.Journal.Tests.Commit;

public sealed class Callers
{
    [Theory, EveryBackend]
    public async Task Are_not_held_up_by_what_the_first_one_does_next(string backend)
    {
        await using var place = await Place.MakeAsync(backend);
        await using var committer = new GroupCommitter(await place.OpenAsync());
        for (var i = 0; i < 20; i++)
        {
            var first = committer.CommitAsync(Given.Write(Given.History(), 0, "first"));
            var second = committer.CommitAsync(Given.Write(Given.History(), 0, "second"));

            // It goes on where the commit ended, if that is where it is told, and stays there until the second is told.
            var wasTold = first.ContinueWith(
                _ => second.Wait(TimeSpan.FromSeconds(30)), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

            Assert.True(await wasTold.InTime("the first caller"));
        }
    }
}
