using Grpc.Net.Client;
using MedRecords.Battery.Faults.Cluster;
using MedRecords.Battery.Hosts;
using MedRecords.Battery.Setup;
using MedRecords.V1;

namespace MedRecords.Battery.Faults.Failpoints;

/// <summary>One silo's clock jumps five minutes ahead and another's five minutes back; then a third silo is killed and has to join again.</summary>
internal sealed class ClockSkew : IFailpoint
{
    private static readonly TimeSpan _skew = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _tolerance = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _session = TimeSpan.FromHours(1);
    private static readonly TimeSpan _untilSeen = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public string Name => "clock";

    /// <inheritdoc/>
    public string Title => "one silo's clock goes 5 min fast and another's 5 min slow; the third is killed and joins again";

    /// <inheritdoc/>
    public async Task<Ground> PrepareAsync() => await ClockGround.MakeAsync();

    /// <inheritdoc/>
    public async Task<Bite> StrikeAsync(Strike strike)
    {
        var end = Task.Delay(strike.Time);
        var (clocks, silos) = ((ClockGround)strike.Cluster.Ground, strike.Cluster.Silos);
        clocks.Set(0, _skew);
        clocks.Set(1, -_skew);
        await Task.Delay(_untilSeen);
        var (fast, slow) = (await ReadSkewAsync(silos[0].Address), await ReadSkewAsync(silos[1].Address));
        var starts = silos[2].Starts;
        silos[2].Send(StopSignal.Kill);
        await silos[2].WaitForStartAsync(starts + 1);
        strike.Mark();
        await end;
        return new Bite(
            (fast - _skew).Duration() < _tolerance && (slow + _skew).Duration() < _tolerance,
            $"sessions that the silos began were off by {fast.TotalSeconds:0} s and {slow.TotalSeconds:0} s");
    }

    /// <summary>A silo's clock shows in when it says that a new session ends.</summary>
    private static async Task<TimeSpan> ReadSkewAsync(Uri silo)
    {
        using var channel = GrpcChannel.ForAddress(silo.ToString());
        var request = new SignInRequest { User = Staff.Physicians[0], Password = Staff.Password };
        var session = await new Sessions.SessionsClient(channel).SignInAsync(request, deadline: DateTime.UtcNow + _patience);
        return session.ExpiresAt.ToDateTime() - DateTime.UtcNow - _session;
    }
}
