using System.Security.Cryptography;

namespace MedRecords.Journal.Sealing;

/// <summary>
/// Random nonces, fetched from the system many at a time: one at a time costs as much as sealing an entry. They
/// are no secret, so nothing is lost by keeping some.
/// </summary>
internal static class RandomNonces
{
    private const int BytesAtOnce = 1200;

    [ThreadStatic]
    private static byte[]? _bytes;

    [ThreadStatic]
    private static int _used;

    /// <summary>Fills a nonce with bytes that were never given out before.</summary>
    public static void Fill(Span<byte> nonce)
    {
        if (_bytes is null || _used + nonce.Length > BytesAtOnce)
        {
            RandomNumberGenerator.Fill(_bytes ??= new byte[BytesAtOnce]);
            _used = 0;
        }

        _bytes.AsSpan(_used, nonce.Length).CopyTo(nonce);
        _used += nonce.Length;
    }
}
