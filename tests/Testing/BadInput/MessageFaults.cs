using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MedRecords.Testing.BadInput;

/// <summary>Messages that protobuf has something against, or that are as large as nobody needs.</summary>
internal static class MessageFaults
{
    private const int LargestMessageBytes = 4 << 20;
    private const int UnknownField = 18_999;

    /// <summary>Bytes of no meaning.</summary>
    public static byte[] Noise(Random random) => HostileMessages.Bytes(random, random.Next(1, 2000));

    /// <summary>The beginning of a message.</summary>
    public static byte[] Cut(byte[] message, Random random) => message.Length == 0 ? [0x0A] : [.. message[..random.Next(message.Length)], 0x0A, 0x7F];

    /// <summary>A message some of whose bytes are others.</summary>
    public static byte[] Flip(byte[] message, Random random)
    {
        byte[] bytes = [.. message, 0xFF];
        for (var flips = random.Next(1, 8); flips > 0; flips--)
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return bytes;
    }

    /// <summary>Each field with a wire type that is not its own.</summary>
    public static byte[] WrongWireTypes(MessageDescriptor type, Random random) => Encode(output =>
    {
        foreach (var field in type.Fields.InDeclarationOrder())
        {
            if (field.FieldType is FieldType.String or FieldType.Bytes or FieldType.Message)
            {
                output.WriteTag(field.FieldNumber, WireFormat.WireType.Varint);
                output.WriteUInt64((ulong)random.NextInt64());
            }
            else
            {
                output.WriteTag(field.FieldNumber, WireFormat.WireType.LengthDelimited);
                output.WriteBytes(ByteString.CopyFrom(HostileMessages.Bytes(random, random.Next(20))));
            }
        }
    });

    /// <summary>A message with fields that nobody knows, of every wire type.</summary>
    public static byte[] WithUnknownFields(byte[] message, Random random) =>
    [
        .. message,
        .. Encode(output =>
        {
            output.WriteTag(UnknownField, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(HostileMessages.Bytes(random, random.Next(500))));
            output.WriteTag(UnknownField, WireFormat.WireType.Varint);
            output.WriteUInt64(ulong.MaxValue);
            output.WriteTag(UnknownField + 1, WireFormat.WireType.Fixed64);
            output.WriteFixed64(1);
        }),
    ];

    /// <summary>Messages in messages, or groups in groups, deeper than any reader goes.</summary>
    public static byte[] Deep(MessageDescriptor type, Random random)
    {
        var depth = random.Next(200, 20_000);
        var field = type.Fields.InDeclarationOrder().FirstOrDefault(field => field.FieldType == FieldType.Message)?.FieldNumber ?? UnknownField;
        return Encode(output =>
        {
            for (var level = 0; level < depth; level++)
                output.WriteTag(field, WireFormat.WireType.StartGroup);
        });
    }

    /// <summary>One field so often that a reader who trusts it runs out of memory, and still below the limit.</summary>
    public static byte[] Crowded(MessageDescriptor type, Random random)
    {
        var field = type.Fields.InDeclarationOrder().LastOrDefault(field => field.IsRepeated)?.FieldNumber ?? UnknownField;
        return Encode(output =>
        {
            for (var count = random.Next(5_000, 50_000); count > 0; count--)
            {
                output.WriteTag(field, WireFormat.WireType.LengthDelimited);
                output.WriteLength(0);
            }
        });
    }

    /// <summary>A message just above what the service takes.</summary>
    public static byte[] TooLarge(byte[] message) => [.. message, .. Encode(output =>
    {
        output.WriteTag(UnknownField, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(new byte[LargestMessageBytes]));
    })];

    private static byte[] Encode(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
            write(output);
        return bytes.ToArray();
    }
}
