using System.Buffers.Binary;
using Google.Protobuf;
using MedRecords.Battery.Load.Http2;
using MedRecords.Battery.Setup;
using MedRecords.V1;

namespace MedRecords.Battery.Rows.Security.Attacks;

/// <summary>Whole calls as fast as an attacker cares to send them, each of a sort that must cost the service little.</summary>
internal sealed class CallFlood(string name, Func<Target, int, (byte[] Headers, IMessage Message)> make) : IAttack
{
    private const int Connections = 4;
    private const int CallsPerRound = 20;

    /// <inheritdoc/>
    public string Name => name;

    /// <summary>Calls without a deadline.</summary>
    public static CallFlood WithoutDeadlines { get; } = new("calls without deadlines", static (target, _) =>
        (target.CallOf("Charts/GetChart", target.Token, timeout: ""), new GetChartRequest { ChartId = target.Chart }));

    /// <summary>Calls with tokens that nobody issued, each another one.</summary>
    public static CallFlood WithMadeUpTokens { get; } = new("made-up tokens", static (target, number) =>
        (target.CallOf("Charts/GetChart", $"{number}{target.Token}"), new GetChartRequest { ChartId = target.Chart }));

    /// <summary>Sign-ins as users who do not exist, each of which has a password hashed.</summary>
    public static CallFlood OfSignIns { get; } = new("sign-ins", static (target, number) =>
        (target.CallOf("Sessions/SignIn", null), new SignInRequest { User = $"nobody{number}", Password = Staff.Password }));

    /// <inheritdoc/>
    public Task RunAsync(Target target, CancellationToken until)
    {
        var number = 0;
        return Attackers.RunAsync(Connections, target, until, async (connection, round) =>
        {
            var frames = new List<byte>();
            for (var i = 0; i < CallsPerRound; i++)
            {
                var stream = (2 * ((round * CallsPerRound) + i)) + 1;
                var (headers, message) = make(target, Interlocked.Increment(ref number));
                frames.AddRange(HostileConnection.FrameOf(FrameType.Headers, FrameFlags.EndHeaders, stream, headers));
                frames.AddRange(HostileConnection.FrameOf(FrameType.Data, FrameFlags.EndStream, stream, BytesOf(message)));
            }

            await connection.SendAsync(frames.ToArray(), until);
            target.Hit(CallsPerRound);
        });
    }

    /// <summary>A message as gRPC sends it: a byte for compression, four for the length.</summary>
    public static byte[] BytesOf(IMessage message)
    {
        var bytes = new byte[5 + message.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(1), bytes.Length - 5);
        message.WriteTo(bytes.AsSpan(5));
        return bytes;
    }
}
