using System.Globalization;
using System.Text;

namespace MedRecords.Battery.Load.Http2;

/// <summary>
/// What a header block of a response says about success. The table is off (SETTINGS_HEADER_TABLE_SIZE 0),
/// so that fields are literals or in the static table.
/// </summary>
internal ref struct ResponseFields
{
    private ReadOnlySpan<byte> _rest;

    private ResponseFields(ReadOnlySpan<byte> block) => _rest = block;

    /// <summary>HTTP status; empty where the block has none.</summary>
    public string Status { get; private set; } = "";

    /// <summary>gRPC status; empty where the block has none.</summary>
    public string GrpcStatus { get; private set; } = "";

    /// <summary>gRPC message; empty where the block has none.</summary>
    public string GrpcMessage { get; private set; } = "";

    /// <summary>Milliseconds that the server asks to wait before a retry; null where it does not say.</summary>
    public int? Pushback { get; private set; }

    /// <summary>Reads a block.</summary>
    public static ResponseFields Read(ReadOnlySpan<byte> block)
    {
        var fields = new ResponseFields(block);
        while (!fields._rest.IsEmpty)
            fields.ReadOne();
        return fields;
    }

    private void ReadOne()
    {
        var first = _rest[0];
        if ((first & 0x80) != 0)
            Set(StaticName(ReadNumber(7), out var value), value);
        else if ((first & 0xE0) == 0x20)
            ReadNumber(5);
        else
            ReadLiteral((first & 0x40) != 0 ? 6 : 4);
    }

    private void ReadLiteral(int prefix)
    {
        var index = ReadNumber(prefix);
        var name = index == 0 ? ReadText() : StaticName(index, out _);
        Set(name, ReadText());
    }

    private void Set(string name, string value)
    {
        switch (name)
        {
            case ":status": Status = value; break;
            case "grpc-status": GrpcStatus = value; break;
            case "grpc-message": GrpcMessage = value; break;
            case "grpc-retry-pushback-ms": Pushback = int.Parse(value, CultureInfo.InvariantCulture); break;
        }
    }

    /// <summary>Of the static table only :status matters here: entries 8 to 14.</summary>
    private static string StaticName(int index, out string value)
    {
        ReadOnlySpan<string> statuses = ["200", "204", "206", "304", "400", "404", "500"];
        var isStatus = index is >= 8 and <= 14;
        value = isStatus ? statuses[index - 8] : "";
        return isStatus ? ":status" : "";
    }

    private int ReadNumber(int prefix)
    {
        var max = (1 << prefix) - 1;
        var value = _rest[0] & max;
        _rest = _rest[1..];
        if (value < max)
            return value;
        for (var shift = 0; ; shift += 7)
        {
            var next = _rest[0];
            _rest = _rest[1..];
            value += (next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }

    /// <summary>Text in the Huffman code is passed over: Kestrel writes none.</summary>
    private string ReadText()
    {
        var isHuffman = (_rest[0] & 0x80) != 0;
        var length = ReadNumber(7);
        var text = isHuffman ? "" : Encoding.ASCII.GetString(_rest[..length]);
        _rest = _rest[length..];
        return text;
    }
}
