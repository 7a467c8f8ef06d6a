using System.Globalization;
using MedRecords.Grains.Accounts;

namespace MedRecords.Grains.Tests.Accounts;

public sealed class GivingWay
{
    private const int Nicest = 19;

    [Fact]
    public async Task The_work_gives_way_and_what_waits_for_it_does_not()
    {
        var before = NicenessOfThisThread();

        Assert.Equal(Math.Min(before + YieldingThread.Nicer, Nicest), await YieldingThread.RunAsync(NicenessOfThisThread));
        Assert.Equal(before, NicenessOfThisThread());
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
