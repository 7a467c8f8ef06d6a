using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MedRecords.Testing.BadInput;

/// <summary>Makes requests of a method whose form is sound and whose values are not.</summary>
/// <param name="known">
/// By a field's name, values of things that are there and are not the caller's: with them a request gets further
/// than its form, and must be refused by the rules.
/// </param>
internal sealed class HostileMessages(IReadOnlyDictionary<string, string> known)
{
    private const int DeepestMessage = 6;
    private const int MostElements = 3;

    /// <summary>A request, encoded.</summary>
    public byte[] Make(MessageDescriptor type, Random random) => Write(type, random, depth: 0);

    private byte[] Write(MessageDescriptor type, Random random, int depth)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            foreach (var field in type.Fields.InDeclarationOrder().Where(field => depth == 0 || random.Next(3) > 0))
            {
                for (var times = field.IsRepeated ? random.Next(MostElements + 1) : 1; times > 0; times--)
                    Write(output, field, random, depth);
            }
        }

        return bytes.ToArray();
    }

    private void Write(CodedOutputStream output, FieldDescriptor field, Random random, int depth)
    {
        switch (field.FieldType)
        {
            case FieldType.Message when depth < DeepestMessage:
                Tag(output, field, WireFormat.WireType.LengthDelimited);
                output.WriteBytes(ByteString.CopyFrom(Write(field.MessageType, random, depth + 1)));
                break;
            case FieldType.String:
                Tag(output, field, WireFormat.WireType.LengthDelimited);
                output.WriteString(known.TryGetValue(field.Name, out var value) && random.Next(2) == 0 ? value : HostileText.Pick(random));
                break;
            case FieldType.Bytes:
                Tag(output, field, WireFormat.WireType.LengthDelimited);
                output.WriteBytes(ByteString.CopyFrom(Bytes(random, random.Next(200))));
                break;
            case FieldType.Fixed32 or FieldType.SFixed32 or FieldType.Float:
                Tag(output, field, WireFormat.WireType.Fixed32);
                output.WriteFixed32(uint.MaxValue >> random.Next(2));
                break;
            case FieldType.Fixed64 or FieldType.SFixed64 or FieldType.Double:
                Tag(output, field, WireFormat.WireType.Fixed64);
                output.WriteFixed64(ulong.MaxValue >> random.Next(2));
                break;
            case not (FieldType.Message or FieldType.Group):
                Tag(output, field, WireFormat.WireType.Varint);
                output.WriteUInt64(random.Next(4) switch { 0 => 0, 1 => ulong.MaxValue, 2 => long.MaxValue, _ => (ulong)random.Next(100) });
                break;
        }
    }

    /// <summary>Random bytes.</summary>
    public static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static void Tag(CodedOutputStream output, FieldDescriptor field, WireFormat.WireType type) => output.WriteTag(field.FieldNumber, type);
}
