using System.Security.Cryptography;
using System.Text;

namespace MedRecords.Journal.Sealing;

/// <summary>
/// Turns names and identifiers into keyed hashes (HMAC-SHA-256, shortened to 16 bytes), the only form in
/// which they can be searched. Without the key a hash tells nothing, not even by trying names.
/// </summary>
public sealed class TermHasher(DataKey key)
{
    /// <summary>The hash of a text under a label that says what it is, e.g. "name" or "identifier".</summary>
    public byte[] Hash(string label, string text)
    {
        var bytes = Encoding.UTF8.GetBytes($"{label}\0{text}");
        return HMACSHA256.HashData(key.Bytes, bytes)[..16];
    }
}
