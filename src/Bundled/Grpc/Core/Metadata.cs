using System.Collections.ObjectModel;
using System.Text;

namespace Grpc.Core;

/// <summary>The headers or trailers of a call, in order; a key may occur more than once.</summary>
public sealed class Metadata : Collection<Metadata.Entry>
{
    /// <summary>The end of every key whose value is bytes.</summary>
    public const string BinaryHeaderSuffix = "-bin";

    /// <summary>The last entry under the key, or null.</summary>
    public Entry? Get(string key) => this.LastOrDefault(entry => entry.Is(key));

    /// <summary>The last text under the key, or null.</summary>
    public string? GetValue(string key) => Get(key)?.Value;

    /// <summary>The last bytes under the key, or null.</summary>
    public byte[]? GetValueBytes(string key) => Get(key)?.ValueBytes;

    /// <summary>Adds text under the key.</summary>
    public void Add(string key, string value) => Add(new Entry(key, value));

    /// <summary>Adds bytes under a key that ends in "-bin".</summary>
    public void Add(string key, byte[] valueBytes) => Add(new Entry(key, valueBytes));

    /// <summary>One key with its text or its bytes.</summary>
    public class Entry
    {
        private readonly string? _text;
        private readonly byte[]? _bytes;

        /// <summary>An entry with text.</summary>
        public Entry(string key, string value)
        {
            Key = CheckKey(key, binary: false);
            _text = value ?? throw new ArgumentNullException(nameof(value));
        }

        /// <summary>An entry with a copy of the bytes.</summary>
        public Entry(string key, byte[] valueBytes)
        {
            Key = CheckKey(key, binary: true);
            _bytes = (byte[])valueBytes.Clone();
        }

        /// <summary>The key, in lower case.</summary>
        public string Key { get; }

        /// <summary>The text; an error if the value is bytes.</summary>
        public string Value => _text ?? throw new InvalidOperationException($"The value of '{Key}' is binary.");

        /// <summary>A copy of the bytes, or the text as ASCII.</summary>
        public byte[] ValueBytes => _bytes is null ? Encoding.ASCII.GetBytes(_text!) : (byte[])_bytes.Clone();

        /// <summary>Whether the value is bytes.</summary>
        public bool IsBinary => _bytes is not null;

        internal bool Is(string key) => Key.Equals(key, StringComparison.OrdinalIgnoreCase);

        private static string CheckKey(string key, bool binary)
        {
            key = key.ToLowerInvariant();
            if (key.AsSpan().ContainsAnyExcept(Wire.Headers.KeyCharacters))
                throw new ArgumentException($"The key '{key}' may only have letters, digits, '_', '-' and '.'.", nameof(key));
            if (key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal) != binary)
                throw new ArgumentException($"The key '{key}' ends in '{BinaryHeaderSuffix}' if, and only if, its value is binary.", nameof(key));
            return key;
        }
    }
}
