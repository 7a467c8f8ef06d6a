using System.Globalization;
using System.Text;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A grain's key as the columns of the AdoNet tables hold it.</summary>
/// <remarks>A key that reads as a GUID (32 hex digits) or as a hexadecimal number of 64 bits goes to the number columns, whatever the grain's author meant by it; so does the part before a plus sign.</remarks>
internal readonly struct AdoNetGrainKey
{
    public AdoNetGrainKey(GrainId grain)
    {
        var key = grain.Key.ToString();
        byte[] bytes = [];
        if (key.Length >= 32 && (key.Length == 32 || key[32] == '+') && Guid.TryParseExact(key[..32], "N", out var guid))
        {
            bytes = guid.ToByteArray();
            (N0, N1) = (BitConverter.ToInt64(bytes, 0), BitConverter.ToInt64(bytes, 8));
            Extension = key.Length > 32 ? key[33..] : null;
        }
        else if (key.Split('+', 2) is var parts && long.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
        {
            bytes = BitConverter.GetBytes(number);
            (N1, Extension) = (number, parts.Length > 1 ? parts[1] : null);
        }
        else
        {
            Extension = key;
        }

        bytes = [.. bytes, .. Encoding.UTF8.GetBytes(Extension ?? "")];
        Array.Reverse(bytes);
        Hash = XxHash32.Hash(bytes);
    }

    public long N0 { get; }

    public long N1 { get; }

    public string? Extension { get; }

    public int Hash { get; }
}
