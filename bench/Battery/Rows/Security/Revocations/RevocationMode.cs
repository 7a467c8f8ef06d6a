using Grpc.Net.Client;
using MedRecords.Battery.Faults.Cluster;
using MedRecords.Battery.Hosts;
using MedRecords.Battery.Setup;
using MedRecords.V1;

namespace MedRecords.Battery.Rows.Security.Revocations;

/// <summary>What goes wrong while rights end.</summary>
internal enum RevocationMode
{
    /// <summary>Nothing.</summary>
    Calm,

    /// <summary>One silo after another stands still for a while (SIGSTOP).</summary>
    Pauses,

    /// <summary>One silo's clock is five minutes fast and another's five minutes slow.</summary>
    Clocks,
}

/// <summary>Makes it go wrong.</summary>
internal static class RevocationNemesis
{
    private static readonly TimeSpan _skew = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _untilSeen = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(1200);
    private static readonly TimeSpan _between = TimeSpan.FromMilliseconds(800);
    private static readonly TimeSpan _session = TimeSpan.FromHours(1);
    private static readonly TimeSpan _tolerance = TimeSpan.FromMinutes(1);

    /// <summary>Does so until the work is done, and returns how often it was felt.</summary>
    public static Task<int> StrikeAsync(RevocationMode mode, SiloCluster cluster, Task work) =>
        mode == RevocationMode.Pauses ? PauseAsync(cluster, work) : Task.FromResult(mode == RevocationMode.Calm ? 1 : 0);

    /// <summary>Sets the clocks; returns how many of them are seen to be wrong.</summary>
    public static async Task<int> SkewAsync(SiloCluster cluster)
    {
        var clocks = (ClockGround)cluster.Ground;
        clocks.Set(0, _skew);
        clocks.Set(1, -_skew);
        await Task.Delay(_untilSeen);
        return (await IsOffAsync(cluster.Silos[0].Address, _skew) ? 1 : 0) + (await IsOffAsync(cluster.Silos[1].Address, -_skew) ? 1 : 0);
    }

    private static async Task<bool> IsOffAsync(Uri silo, TimeSpan skew)
    {
        using var channel = GrpcChannel.ForAddress(silo.ToString());
        var request = new SignInRequest { User = Staff.Administrator, Password = Staff.Password };
        var session = await new Sessions.SessionsClient(channel).SignInAsync(request, deadline: DateTime.UtcNow.AddMinutes(1));
        return (session.ExpiresAt.ToDateTime() - DateTime.UtcNow - _session - skew).Duration() < _tolerance;
    }

    private static async Task<int> PauseAsync(SiloCluster cluster, Task work)
    {
        var pauses = 0;
        while (await Task.WhenAny(work, Task.Delay(_between)) != work)
        {
            var silo = cluster.Silos[pauses++ % cluster.Silos.Count];
            silo.Send(StopSignal.Pause);
            await Task.Delay(_pause);
            silo.Send(StopSignal.Continue);
        }

        return pauses;
    }
}
