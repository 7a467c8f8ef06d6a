using System.Globalization;
using MedRecords.Grains.Accounts;

namespace MedRecords.Grains.Tests.Accounts;

public sealed class GivingWay
{
    private const int Nicest = 19;

    [Fact]
    public async Task The_work_gives_way()
    {
        var here = NicenessOfThisThread();

        Assert.Equal(Math.Min(here + YieldingThread.Nicer, Nicest), await YieldingThread.RunAsync(NicenessOfThisThread));
    }

    // Those who wait keep their threads for a while, so that the pool has to start more for those who come after.
    [Fact]
    public async Task What_waits_for_the_work_does_not_give_way()
    {
        var here = NicenessOfThisThread();
        var waiting = Enumerable.Range(0, 32).Select(async _ =>
        {
            await YieldingThread.RunAsync(NicenessOfThisThread);
            Thread.Sleep(50);
            return NicenessOfThisThread();
        });

        Assert.All(await Task.WhenAll(waiting), niceness => Assert.Equal(here, niceness));
    }

    [Fact]
    public async Task A_failure_is_the_waiters_and_does_not_end_the_process() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => YieldingThread.RunAsync<int>(() => throw new InvalidDataException()));

    // proc(5): the nineteenth field; the second one, a name in brackets, may hold spaces.
    private static int NicenessOfThisThread()
    {
        var stat = File.ReadAllText("/proc/thread-self/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[16], CultureInfo.InvariantCulture);
    }
}
