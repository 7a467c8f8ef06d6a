using System.Buffers.Binary;
using System.Numerics;

namespace Orleans.Storage;

/// <summary>The 32-bit xxHash with seed zero, which the AdoNet tables are indexed by.</summary>
/// <remarks>Its four bytes, which run from high to low, are read from low to high, as Orleans does.</remarks>
internal static class XxHash32
{
    private const uint P1 = 0x9E3779B1, P2 = 0x85EBCA77, P3 = 0xC2B2AE3D, P4 = 0x27D4EB2F, P5 = 0x165667B1;

    public static int Hash(ReadOnlySpan<byte> data)
    {
        var length = (uint)data.Length;
        var hash = P5;
        if (data.Length >= 16)
        {
            Span<uint> lanes = [unchecked(P1 + P2), P2, 0, unchecked(0u - P1)];
            for (; data.Length >= 16; data = data[16..])
            {
                for (var lane = 0; lane < 4; lane++)
                    lanes[lane] = BitOperations.RotateLeft(lanes[lane] + (BinaryPrimitives.ReadUInt32LittleEndian(data[(4 * lane)..]) * P2), 13) * P1;
            }

            hash = BitOperations.RotateLeft(lanes[0], 1) + BitOperations.RotateLeft(lanes[1], 7) + BitOperations.RotateLeft(lanes[2], 12) + BitOperations.RotateLeft(lanes[3], 18);
        }

        hash += length;
        for (; data.Length >= 4; data = data[4..])
            hash = BitOperations.RotateLeft(hash + (BinaryPrimitives.ReadUInt32LittleEndian(data) * P3), 17) * P4;
        foreach (var single in data) hash = BitOperations.RotateLeft(hash + (single * P5), 11) * P1;

        hash = (hash ^ (hash >> 15)) * P2;
        hash = (hash ^ (hash >> 13)) * P3;
        return (int)BinaryPrimitives.ReverseEndianness(hash ^ (hash >> 16));
    }
}
