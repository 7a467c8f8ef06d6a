using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using MedRecords.V1;

namespace MedRecords.Grains.Charts;

/// <summary>
/// Hashes by which a chart knows operations and sources again. They are stored sealed, so they need no key.
/// </summary>
public static class ChartKeys
{
    /// <summary>Length of a key in bytes.</summary>
    public const int Length = 16;

    /// <summary>The key of an operation of an account.</summary>
    public static byte[] Operation(string account, string operationId) => Hash($"operation\0{account}\0{operationId}");

    /// <summary>The key of an imported revision: the same content has the same key.</summary>
    public static byte[] Import(EntryContent content) => SHA256.HashData(content.ToByteArray())[..Length];

    /// <summary>What an operation asked for, to tell a retry from a reused id.</summary>
    /// <remarks>Over what, then for each content its length (4 bytes, little-endian) and its encoding.</remarks>
    public static byte[] Fingerprint(string what, IReadOnlyList<EntryContent> contents)
    {
        var sizes = contents.Sum(static content => sizeof(int) + content.CalculateSize());
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(what.Length) + sizes);
        var length = Encoding.UTF8.GetBytes(what, rented);
        foreach (var content in contents)
        {
            var size = content.CalculateSize();
            BinaryPrimitives.WriteInt32LittleEndian(rented.AsSpan(length), size);
            content.WriteTo(rented.AsSpan(length + sizeof(int), size));
            length += sizeof(int) + size;
        }

        var hash = SHA256.HashData(rented.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(rented);
        return hash[..Length];
    }

    /// <summary>The short key of an entry's source: type and id, or the full URL; 0 where it has none.</summary>
    public static ulong SourceOf(EntryContent content)
    {
        if (content.Source is not { ResourceType.Length: > 0 } source)
            return 0;
        var id = source.HasResourceId ? source.ResourceId : source.FullUrl;
        return id.Length == 0 ? 0 : ChartState.Short(Hash($"source\0{source.ResourceType}\0{id}"));
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text))[..Length];
}
