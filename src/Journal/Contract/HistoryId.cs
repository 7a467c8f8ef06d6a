namespace MedRecords.Journal.Contract;

/// <summary>What a history is about. The kind is part of the id, so a chart's id never opens an account.</summary>
public enum HistoryKind : byte
{
    /// <summary>A patient's chart.</summary>
    Chart = 1,

    /// <summary>An account.</summary>
    Account = 2,

    /// <summary>The institution's directory of sites and accounts.</summary>
    Directory = 3,

    /// <summary>The institution's policy: what each role may see and do.</summary>
    Policy = 4,
}

/// <summary>
/// Names one append-only history. The form is a UUID of version 8 (RFC 9562, section 5.8) whose four bits
/// after the version hold the <see cref="HistoryKind"/>; text is the usual lower-case form with dashes.
/// </summary>
/// <param name="Value">The UUID.</param>
public readonly record struct HistoryId(Guid Value) : IComparable<HistoryId>
{
    /// <summary>What the history is about.</summary>
    public HistoryKind Kind
    {
        get
        {
            Span<byte> bytes = stackalloc byte[16];
            Value.TryWriteBytes(bytes, bigEndian: true, out _);
            return (HistoryKind)(bytes[6] & 0x0F);
        }
    }

    /// <summary>Makes an id of a kind from 16 bytes, e.g. random ones or a keyed hash.</summary>
    public static HistoryId Create(HistoryKind kind, ReadOnlySpan<byte> sixteenBytes)
    {
        Span<byte> bytes = stackalloc byte[16];
        sixteenBytes[..16].CopyTo(bytes);
        bytes[6] = (byte)(0x80 | (byte)kind);
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new HistoryId(new Guid(bytes, bigEndian: true));
    }

    /// <summary>Reads the text form; anything else, or an id of another kind, is no id.</summary>
    public static bool TryParse(string? text, HistoryKind kind, out HistoryId id)
    {
        id = default;
        if (!Guid.TryParseExact(text, "D", out var value))
            return false;
        id = new HistoryId(value);
        return id.Kind == kind && value.Version == 8 && id.ToString() == text;
    }

    /// <summary>Writes the 16 bytes, most significant first.</summary>
    public void WriteTo(Span<byte> destination) => Value.TryWriteBytes(destination, bigEndian: true, out _);

    /// <inheritdoc/>
    public int CompareTo(HistoryId other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}
