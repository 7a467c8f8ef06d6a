using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Google.Protobuf;

namespace MedRecords.Fhir.Lenses;

// Compact JSON of what no field holds, written while a resource is taken apart. Unlike a JSON writer it can
// be cut back, so a lens may try, and a value that leaves no rest leaves no trace.
internal sealed class Rest : IDisposable
{
    private static readonly SearchValues<byte> Stops = SearchValues.Create(" \t\r\n\""u8);
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(4096);

    public int Length { get; private set; }

    public byte[] ToArray() => bytes.AsSpan(0, Length).ToArray();

    public ByteString ToByteString() => ByteString.CopyFrom(bytes.AsSpan(0, Length));

    public void CutTo(int length) => Length = length;

    public void Open(char bracket)
    {
        Separate();
        Append((byte)bracket);
    }

    public void Close(char bracket) => Append((byte)bracket);

    // A quoted name as it stands in JSON text, escapes included.
    public void Name(ReadOnlySpan<byte> name, bool escaped = false)
    {
        Separate();
        Append((byte)'"');
        if (escaped) Append(Shapes.Escape);
        Append(name);
        Append("\":"u8);
    }

    public void Number(int value)
    {
        Separate();
        Span<byte> digits = stackalloc byte[11];
        value.TryFormat(digits, out var length);
        Append(digits[..length]);
    }

    public void Value(JsonElement value)
    {
        Separate();
        var raw = JsonMarshal.GetRawUtf8Value(value);
        while (raw.IndexOfAny(Stops) is >= 0 and var stop)
        {
            Append(raw[..stop]);
            raw = raw[stop..];
            var length = raw[0] == '"' ? LengthOfText(raw) : 0;
            Append(raw[..length]);
            raw = raw[length..].TrimStart(" \t\r\n"u8);
        }

        Append(raw);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        bytes = [];
    }

    private static int LengthOfText(ReadOnlySpan<byte> quoted)
    {
        var at = 1;
        while (true)
        {
            at += quoted[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (quoted[at] == '"') return at + 1;
            at += 2;
        }
    }

    // A comma is due exactly where a value came before: nothing else ends in another byte than these.
    private void Separate()
    {
        if (Length > 0 && bytes[Length - 1] is not ((byte)'{' or (byte)'[' or (byte)':')) Append((byte)',');
    }

    private void Append(byte one) => Append([one]);

    private void Append(ReadOnlySpan<byte> more)
    {
        if (Length + more.Length > bytes.Length) Grow(Length + more.Length);
        more.CopyTo(bytes.AsSpan(Length));
        Length += more.Length;
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, bytes.Length * 2));
        bytes.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        bytes = larger;
    }
}
