using System.Buffers;
using System.Text;

namespace Grpc.Wire;

/// <summary>The percent encoding of grpc-message: UTF-8, with everything but printable ASCII escaped.</summary>
internal static class StatusMessage
{
    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Where(c => c != '%')]);

    public static string Encode(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Plain))
            return text;
        var encoded = new StringBuilder(text.Length * 2);
        foreach (var octet in Encoding.UTF8.GetBytes(text))
            _ = Plain.Contains((char)octet) ? encoded.Append((char)octet) : encoded.Append('%').Append(octet.ToString("X2"));
        return encoded.ToString();
    }

    public static string Decode(string text) => Uri.UnescapeDataString(text);
}
