using MedRecords.Battery.Load.Http2;
using MedRecords.V1;

namespace MedRecords.Battery.Rows.Security.Attacks;

/// <summary>Asks for lists and exports and takes none of what is answered: the streams' windows stay shut.</summary>
internal sealed class SlowReaders : IAttack
{
    private const int Connections = 16;
    private const int StreamsPerConnection = 64;
    private static readonly byte[] _noWindow = [0, 4, 0, 0, 0, 0];

    /// <inheritdoc/>
    public string Name => "readers that do not read";

    /// <inheritdoc/>
    public Task RunAsync(Target target, CancellationToken until)
    {
        var headers = target.CallOf("Charts/ListEntries", target.Token, timeout: "10M");
        var body = CallFlood.BytesOf(new ListEntriesRequest { ChartId = target.Chart });
        return Attackers.RunAsync(Connections, target, until, async (connection, round) =>
        {
            for (var i = 0; round == 0 && i < StreamsPerConnection; i++)
            {
                var stream = (2 * i) + 1;
                await connection.SendAsync(HostileConnection.FrameOf(FrameType.Headers, FrameFlags.EndHeaders, stream, headers), until);
                await connection.SendAsync(HostileConnection.FrameOf(FrameType.Data, FrameFlags.EndStream, stream, body), until);
                target.Hit();
            }
        },
        reads: false, _noWindow);
    }
}
