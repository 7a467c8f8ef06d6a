using MedRecords.Battery.Load.Http2;

namespace MedRecords.Battery.Rows.Security.Attacks;

/// <summary>As many streams as a connection may have, each with a request that trickles in byte by byte and no deadline.</summary>
internal sealed class SlowStreams : IAttack
{
    private const int Connections = 32;
    private const int StreamsPerConnection = 128;

    /// <inheritdoc/>
    public string Name => "slow streams without deadlines";

    /// <inheritdoc/>
    public Task RunAsync(Target target, CancellationToken until)
    {
        var headers = target.CallOf("Charts/AppendEntries", target.Token, timeout: "");
        return Attackers.RunAsync(Connections, target, until, async (connection, round) =>
        {
            var frames = new List<byte>();
            if (round == 0)
            {
                for (var stream = 1; stream < 2 * StreamsPerConnection; stream += 2)
                    frames.AddRange(HostileConnection.FrameOf(FrameType.Headers, FrameFlags.EndHeaders, stream, headers));
                target.Hit(StreamsPerConnection);
            }

            frames.AddRange(HostileConnection.FrameOf(FrameType.Data, FrameFlags.None, (2 * (round % StreamsPerConnection)) + 1, [0]));
            await connection.SendAsync(frames.ToArray(), until);
        });
    }
}
