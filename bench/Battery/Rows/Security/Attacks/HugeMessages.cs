using System.Buffers.Binary;
using MedRecords.Battery.Load.Http2;

namespace MedRecords.Battery.Rows.Security.Attacks;

/// <summary>Messages of the largest size that is taken, sent up to the last byte, which never comes.</summary>
internal sealed class HugeMessages : IAttack
{
    private const int Connections = 8;
    private const int StreamsPerConnection = 32;
    private const int StreamsPerRound = 2;
    private const int RoundsPerPiece = StreamsPerConnection / StreamsPerRound;
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
        const int Pieces = (MessageLength / Piece) - 1;
        return Attackers.RunAsync(Connections, target, until, async (connection, round) =>
        {
            var (number, turn) = Math.DivRem(round, RoundsPerPiece);
            for (var i = 0; number < Pieces && i < StreamsPerRound; i++)
            {
                var stream = (2 * ((turn * StreamsPerRound) + i)) + 1;
                if (number == 0)
                    await connection.SendAsync(HostileConnection.FrameOf(FrameType.Headers, FrameFlags.EndHeaders, stream, headers), until);
                await connection.SendAsync(HostileConnection.FrameOf(FrameType.Data, FrameFlags.None, stream, number == 0 ? first : piece), until);
                target.Hit();
            }
        });
    }
}
