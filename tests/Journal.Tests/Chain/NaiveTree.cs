using System.Security.Cryptography;

namespace MedRecords.Journal.Tests.Chain;

/// <summary>The definitions of RFC 6962, section 2.1, word for word and without a thought for cost.</summary>
internal static class NaiveTree
{
    public static byte[][] Leaves(int count) => [.. Enumerable.Range(0, count).Select(i => Hash([0, (byte)i, (byte)(i >> 8)]))];

    public static byte[] Root(ReadOnlySpan<byte[]> leaves) => leaves.Length switch
    {
        0 => Hash([]),
        1 => leaves[0],
        var n => Hash([1, .. Root(leaves[..Split(n)]), .. Root(leaves[Split(n)..])]),
    };

    /// <summary>PATH(m, D[n]).</summary>
    public static byte[][] Path(int leaf, ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 1)
            return [];
        var k = Split(leaves.Length);
        return leaf < k
            ? [.. Path(leaf, leaves[..k]), Root(leaves[k..])]
            : [.. Path(leaf - k, leaves[k..]), Root(leaves[..k])];
    }

    /// <summary>SUBPROOF(m, D[n], b).</summary>
    public static byte[][] Subproof(int earlier, ReadOnlySpan<byte[]> leaves, bool isWhole = true)
    {
        if (earlier == leaves.Length)
            return isWhole ? [] : [Root(leaves)];
        var k = Split(leaves.Length);
        return earlier <= k
            ? [.. Subproof(earlier, leaves[..k], isWhole), Root(leaves[k..])]
            : [.. Subproof(earlier - k, leaves[k..], false), Root(leaves[..k])];
    }

    private static int Split(int n)
    {
        var k = 1;
        while (k * 2 < n)
            k *= 2;
        return k;
    }

    private static byte[] Hash(byte[] bytes) => SHA256.HashData(bytes);
}
