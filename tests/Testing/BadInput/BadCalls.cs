using System.IO.Compression;

namespace MedRecords.Testing.BadInput;

/// <summary>Makes bad calls of a method: each from its own seed, so that one that matters can be made again.</summary>
/// <param name="known">Values of things that are there and are not the caller's; see <see cref="HostileMessages"/>.</param>
internal sealed class BadCalls(IReadOnlyDictionary<string, string> known)
{
    private const int BombBytes = 64 << 20;
    private static readonly Lazy<byte[]> Bomb = new(() => Gzip(new byte[BombBytes]));

    private readonly HostileMessages _messages = new(known);

    /// <summary>The bad call of a seed.</summary>
    public BadCall Make(ServiceMethod method, int seed)
    {
        var random = new Random(seed);
        // What ends by itself is waited for; a stream of answers may last, and is given up.
        var call = Choose(method, random);
        return method.StreamsResponses
            ? call with { Headers = new Dictionary<string, string?>(call.Headers) { ["grpc-timeout"] = "1S" } }
            : call;
    }

    private BadCall Choose(ServiceMethod method, Random random)
    {
        var message = _messages.Make(method.Request, random);
        return random.Next(40) switch
        {
            0 => Sound("too large", MessageFaults.TooLarge(message)),
            1 => Sound("crowded", MessageFaults.Crowded(method.Request, random)),
            < 5 => Sound("deep", MessageFaults.Deep(method.Request, random)),
            < 8 => Sound("noise", MessageFaults.Noise(random)),
            < 11 => Sound("cut", MessageFaults.Cut(message, random)),
            < 14 => Sound("flipped bits", MessageFaults.Flip(message, random)),
            < 17 => Sound("wrong wire types", MessageFaults.WrongWireTypes(method.Request, random)),
            < 20 => Sound("unknown fields", MessageFaults.WithUnknownFields(message, random)),
            < 27 => Sound("hostile values", message),
            < 34 => Frame(method, message, random),
            _ => Header(method, message, random),
        };

        BadCall Sound(string fault, byte[] bytes) => new(fault, method.Path, Frames.Of(bytes)) { BreaksProtocol = ReadsAsBroken(fault) };
    }

    // One stack reports bytes that are no message as INTERNAL, which the protocol leaves to it.
    private static bool ReadsAsBroken(string fault) => fault is "noise" or "cut" or "flipped bits" or "wrong wire types" or "deep" or "hostile values" or "unknown fields";

    private static BadCall Frame(ServiceMethod method, byte[] message, Random random)
    {
        var broken = new BadCall(string.Empty, method.Path, []) { BreaksProtocol = true };
        return random.Next(11) switch
        {
            0 => broken with { Fault = "nothing" },
            1 => broken with { Fault = "half a prefix", Body = [0, 0, 0] },
            2 => broken with { Fault = "cut frame", Body = Frames.Of(message, length: (uint)message.Length + 10) },
            3 => broken with { Fault = "boasting frame", Body = Frames.Of(message, length: uint.MaxValue) },
            4 => broken with { Fault = "odd flag", Body = Frames.Of(message, flag: (byte)random.Next(2, 256)) },
            5 => broken with { Fault = "compressed without saying how", Body = Frames.Of(Gzip(message), flag: 1) },
            6 => broken with { Fault = "unknown compression", Body = Frames.Of(message, flag: 1), Headers = Encoding("br") },
            7 => broken with { Fault = "not compressed after all", Body = Frames.Of(message, flag: 1), Headers = Encoding("gzip") },
            8 => broken with { Fault = "bomb", Body = Frames.Of(Bomb.Value, flag: 1), Headers = Encoding("gzip") },
            9 => broken with { Fault = "two messages", Body = [.. Frames.Of(message), .. Frames.Of(message)] },
            _ => broken with { Fault = "bytes behind the message", Body = [.. Frames.Of(message), 1, 2, 3] },
        };

        static Dictionary<string, string?> Encoding(string name) => new() { ["grpc-encoding"] = name };
    }

    private static BadCall Header(ServiceMethod method, byte[] message, Random random)
    {
        var call = new BadCall(string.Empty, method.Path, Frames.Of(message)) { BreaksProtocol = true };
        return random.Next(12) switch
        {
            0 => call with { Fault = "plain text", ContentType = "text/plain" },
            1 => call with { Fault = "JSON", ContentType = "application/json", Body = "{}"u8.ToArray() },
            2 => call with { Fault = "no content type", ContentType = null },
            3 => call with { Fault = "gRPC for browsers", ContentType = "application/grpc-web" },
            4 => call with { Fault = "GET", Verb = HttpMethod.Get },
            5 => call with { Fault = "PUT", Verb = HttpMethod.Put },
            6 => call with { Fault = "no such method", Path = $"{method.Path}X" },
            7 => call with { Fault = "odd path", Path = $"{method.Path}/%2e%2e/%00" },
            8 => call with { Fault = "no trailers wanted", Headers = One("te", null) },
            // A stream of answers needs no deadline, and would last.
            9 when !method.StreamsResponses => call with { Fault = "odd deadline", Headers = One("grpc-timeout", random.Next(3) switch { 0 => "soon", 1 => "-1S", _ => "99999999999999999999H" }) },
            10 => call with { Fault = "odd purpose", Headers = One(random.Next(2) == 0 ? "x-purpose" : "x-on-behalf-of", new string('\'', random.Next(1, 4000))) },
            _ => call with { Fault = "odd token", Headers = One("authorization", $"Bearer {new string((char)random.Next(33, 127), random.Next(1, 9000))}") },
        };

        static Dictionary<string, string?> One(string name, string? value) => new() { [name] = value };
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
