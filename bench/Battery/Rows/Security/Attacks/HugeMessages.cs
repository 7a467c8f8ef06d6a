using System.Buffers.Binary;
using MedRecords.Battery.Load.Http2;

namespace MedRecords.Battery.Rows.Security.Attacks;

/// <summary>Messages of the largest size that is taken, sent up to the last byte, which never comes.</summary>
internal sealed class HugeMessages : IAttack
{
    private const int Connections = 16;
    private const int StreamsPerConnection = 32;
    private const int MessageLength = 4 << 20;
    private const int Piece = 16 * 1024;

    /// <inheritdoc/>
    public string Name => "unfinished messages of 4 MiB";

    /// <inheritdoc/>
    public Task RunAsync(Target target, CancellationToken until)
    {
        var headers = target.CallOf("Charts/AppendEntries", target.Token);
        var first = new byte[Piece];
        BinaryPrimitives.WriteInt32BigEndian(first.AsSpan(1), MessageLength);
        var piece = new byte[Piece];
        const int Rounds = (MessageLength / Piece) - 1;
        return Attackers.RunAsync(Connections, target, until, async (connection, round) =>
        {
            for (var stream = 1; round < Rounds && stream < 2 * StreamsPerConnection && connection.IsOpen; stream += 2)
            {
                if (round == 0)
                    await connection.SendAsync(HostileConnection.FrameOf(FrameType.Headers, FrameFlags.EndHeaders, stream, headers), until);
                await connection.SendAsync(HostileConnection.FrameOf(FrameType.Data, FrameFlags.None, stream, round == 0 ? first : piece), until);
                target.Hit();
            }
        });
    }
}
