using System.Text;

namespace MedRecords.Battery.Load.Http2;

/// <summary>
/// The header block (HPACK, RFC 7541) of a connection's requests, which all have the same one. The first
/// request puts its fields into the server's table, as gRPC clients do; every later one names their places.
/// </summary>
internal sealed class HeaderBlock
{
    private const int TableSize = 4096;
    private const int EntryOverhead = 32;
    private const int FirstDynamicIndex = 62;
    private const byte IndexedPost = 0x83;
    private const byte IndexedHttp = 0x86;

    private HeaderBlock(byte[] first, byte[] next) => (First, Next) = (first, next);

    /// <summary>The block of the first request.</summary>
    public byte[] First { get; }

    /// <summary>The block of every other one.</summary>
    public byte[] Next { get; }

    /// <summary>The block of calls to a gRPC method, with a bearer token, a time-out and a purpose if there are any.</summary>
    public static HeaderBlock ForCall(string authority, string path, string? token, string timeout = "30S", string purpose = "")
    {
        List<(string Name, string Value)> fields =
        [
            (":path", path),
            (":authority", authority),
            ("content-type", "application/grpc"),
            ("te", "trailers"),
        ];
        if (timeout.Length > 0)
            fields.Add(("grpc-timeout", timeout));
        if (token is not null)
            fields.Add(("authorization", "Bearer " + token));
        if (purpose.Length > 0)
            fields.Add(("x-purpose", purpose));
        var indexed = fields.Sum(field => field.Name.Length + field.Value.Length + EntryOverhead) <= TableSize;
        var literal = Encode(fields, indexed ? (byte)0x40 : (byte)0x10);
        return new HeaderBlock(literal, indexed ? Refer(fields.Count) : literal);
    }

    private static byte[] Encode(List<(string Name, string Value)> fields, byte representation)
    {
        var block = new List<byte> { IndexedPost, IndexedHttp };
        foreach (var (name, value) in fields)
        {
            block.Add(representation);
            AddText(block, name);
            AddText(block, value);
        }

        return [.. block];
    }

    /// <summary>The field added last has the lowest index.</summary>
    private static byte[] Refer(int count) =>
        [IndexedPost, IndexedHttp, .. Enumerable.Range(0, count).Select(i => (byte)(0x80 | (FirstDynamicIndex + count - 1 - i)))];

    private static void AddText(List<byte> block, string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        var rest = bytes.Length - 127;
        block.Add((byte)Math.Min(bytes.Length, 127));
        for (; rest >= 128; rest >>= 7)
            block.Add((byte)(0x80 | (rest & 0x7F)));
        if (bytes.Length >= 127)
            block.Add((byte)rest);
        block.AddRange(bytes);
    }
}
