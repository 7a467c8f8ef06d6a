using System.Buffers.Binary;
using System.Security.Cryptography;

namespace MedRecords.Journal.Sealing;

/// <summary>
/// Names a master key without telling anything of it: the first 8 bytes of its SHA-256. A wrapped key carries the
/// name of what wrapped it. Text is 16 hexadecimal digits.
/// </summary>
public readonly record struct MasterKeyId(ulong Value)
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 8;

    /// <summary>The name of a master key.</summary>
    public static MasterKeyId Of(DataKey master) => Read(SHA256.HashData(master.Bytes));

    /// <summary>Reads the first 8 bytes; what has fewer is filled up with zeros at its end.</summary>
    public static MasterKeyId Read(ReadOnlySpan<byte> bytes)
    {
        Span<byte> whole = stackalloc byte[Length];
        bytes[..Math.Min(bytes.Length, Length)].CopyTo(whole);
        return new MasterKeyId(BinaryPrimitives.ReadUInt64BigEndian(whole));
    }

    /// <summary>Writes the 8 bytes.</summary>
    public void WriteTo(Span<byte> destination) => BinaryPrimitives.WriteUInt64BigEndian(destination, Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
}
