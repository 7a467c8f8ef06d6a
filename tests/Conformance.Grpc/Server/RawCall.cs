using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using Google.Protobuf;

namespace MedRecords.Conformance.Grpc.Server;

/// <summary>A call made by hand, byte by byte, to see what gRPC clients hide.</summary>
public static class RawCall
{
    private static readonly HttpMessageInvoker Http = new(new SocketsHttpHandler());

    public static async Task<RawAnswer> SendAsync(ProbeServer server, string method, byte[] body, string contentType = "application/grpc", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Address + method)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.TryAddWithoutValidation("content-type", contentType);
        request.Headers.TryAddWithoutValidation("te", "trailers");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Http.SendAsync(request, CancellationToken.None).Within();
        var content = await response.Content.ReadAsByteArrayAsync().Within();
        return new RawAnswer(response.StatusCode, Flatten(response.Headers), Flatten(response.TrailingHeaders), content);
    }

    public static byte[] Frame(IMessage message, byte flag = 0) => Frame(message.ToByteArray(), flag);

    public static byte[] Frame(byte[] message, byte flag = 0)
    {
        var frame = new byte[5 + message.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);
        return frame;
    }

    public static byte[] Gzip(byte[] plain)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            gzip.Write(plain);
        return compressed.ToArray();
    }

    public static byte[] Gunzip(byte[] compressed)
    {
        var plain = new MemoryStream();
        new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress).CopyTo(plain);
        return plain.ToArray();
    }

    private static Dictionary<string, string> Flatten(System.Net.Http.Headers.HttpHeaders headers) =>
        headers.NonValidated.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
}

/// <summary>What came back from a <see cref="RawCall"/>.</summary>
public sealed record RawAnswer(HttpStatusCode HttpStatus, Dictionary<string, string> Headers, Dictionary<string, string> Trailers, byte[] Body)
{
    /// <summary>The gRPC status, wherever it stands.</summary>
    public string? Status => Trailers.GetValueOrDefault("grpc-status") ?? Headers.GetValueOrDefault("grpc-status");

    /// <summary>The gRPC message, wherever it stands.</summary>
    public string? Message => Trailers.GetValueOrDefault("grpc-message") ?? Headers.GetValueOrDefault("grpc-message");
}
