namespace MedRecords.Battery.Rows.Reliability.Damages;

/// <summary>How stored bytes go bad.</summary>
internal enum DamageKind
{
    /// <summary>One bit is not what it was.</summary>
    BitFlip,

    /// <summary>The end of the file is gone.</summary>
    Truncation,

    /// <summary>A sector or a page holds zeros, noise, another place's bytes, or what it held long ago.</summary>
    TornWrite,
}

/// <summary>One damage to one of the journal's files, made from a number: the same number makes the same damage.</summary>
/// <param name="Kind">How the bytes went bad.</param>
/// <param name="File">The file.</param>
/// <param name="Text">What was done, for people.</param>
internal sealed record Damage(DamageKind Kind, string File, string Text)
{
    /// <summary>Damages a copy of the files; seven of ten damages are flips, one truncation, two torn writes.</summary>
    /// <param name="files">The files as they are, by name; the damaged one is replaced.</param>
    /// <param name="older">The same files at an earlier time.</param>
    /// <param name="number">Number of the damage.</param>
    public static Damage Make(Dictionary<string, byte[]> files, IReadOnlyDictionary<string, byte[]> older, int number)
    {
        var random = new Random(number);
        var name = Choose(files, random);
        var bytes = (byte[])files[name].Clone();
        var (kind, text) = random.Next(10) switch
        {
            < 7 => (DamageKind.BitFlip, Flip(bytes, random)),
            7 => (DamageKind.Truncation, Truncate(ref bytes, random)),
            _ => (DamageKind.TornWrite, Tear(bytes, older.GetValueOrDefault(name, []), random)),
        };
        files[name] = bytes;
        return new Damage(kind, name, $"{text} in {name} of {files[name].Length} bytes");
    }

    /// <summary>A byte is as likely to go bad in one file as in another.</summary>
    private static string Choose(Dictionary<string, byte[]> files, Random random)
    {
        var at = random.NextInt64(files.Values.Sum(bytes => (long)bytes.Length));
        foreach (var (name, bytes) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            if (at < bytes.Length)
                return name;
            at -= bytes.Length;
        }

        throw new InvalidOperationException("There is no byte to damage.");
    }

    private static string Flip(byte[] bytes, Random random)
    {
        var (at, bit) = (random.Next(bytes.Length), random.Next(8));
        bytes[at] ^= (byte)(1 << bit);
        return $"bit {bit} of byte {at} flipped";
    }

    private static string Truncate(ref byte[] bytes, Random random)
    {
        var length = random.Next(bytes.Length);
        bytes = bytes[..length];
        return $"cut to {length} bytes";
    }

    private static string Tear(byte[] bytes, byte[] older, Random random)
    {
        var length = random.Next(2) == 0 ? 512 : 4096;
        var at = random.Next(bytes.Length / length) * length;
        var place = bytes.AsSpan(at, length);
        switch (random.Next(4))
        {
            case 0 when at + length <= older.Length:
                older.AsSpan(at, length).CopyTo(place);
                return $"{length} bytes at {at} as they were earlier";
            case 1:
                var other = random.Next(bytes.Length / length) * length;
                bytes.AsSpan(other, length).CopyTo(place);
                return $"{length} bytes at {at} from {other}";
            case 2:
                random.NextBytes(place);
                return $"{length} bytes at {at} as noise";
            default:
                place.Clear();
                return $"{length} bytes at {at} as zeros";
        }
    }
}
