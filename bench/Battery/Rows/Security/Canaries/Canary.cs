using System.Text;

namespace MedRecords.Battery.Rows.Security.Canaries;

/// <summary>Values that occur nowhere by chance, and the search for them in files, in the forms in which they could be there.</summary>
internal static class Canary
{
    /// <summary>A family name.</summary>
    public const string Name = "Zqxkvwoman";

    /// <summary>A street.</summary>
    public const string Street = "17 Zqjwvy Street";

    /// <summary>A social security number.</summary>
    public const string SocialSecurityNumber = "987-65-4320";

    /// <summary>What a note says, and reasons.</summary>
    public const string Text = "wqzkxv complains of nothing";

    /// <summary>A password.</summary>
    public const string Password = "vkqzxj may not be seen";

    /// <summary>The words that are searched for: enough of each value to be sure.</summary>
    public static IReadOnlyList<string> Words { get; } = [Name, "zqxkvwoman", "ZQXKVWOMAN", "Zqjwvy", "zqjwvy", SocialSecurityNumber, "987654320", "wqzkxv", "vkqzxj"];

    private static readonly IReadOnlyList<(string Word, string Form, byte[] Bytes)> _patterns = [.. Words.SelectMany(word => FormsOf(word).Select(form => (word, form.Name, form.Bytes)))];

    /// <summary>What is found below a folder: the file, the word and its form.</summary>
    public static IReadOnlyList<string> FindBelow(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => !IsSocket(path)).SelectMany(path => FindIn(Read(path)).Select(found => $"{Path.GetFileName(path)}: {found}"))];

    /// <summary>Words with their forms that some bytes hold.</summary>
    public static IEnumerable<string> FindIn(byte[] bytes) =>
        from pattern in _patterns
        where bytes.AsSpan().IndexOf(pattern.Bytes) >= 0
        select $"{pattern.Word} as {pattern.Form}";

    /// <summary>A word in the forms that are searched for.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> FormsOf(string word)
    {
        var text = Encoding.UTF8.GetBytes(word);
        yield return ("UTF-8", text);
        yield return ("UTF-16", Encoding.Unicode.GetBytes(word));
        yield return ("UTF-16, big end first", Encoding.BigEndianUnicode.GetBytes(word));
        yield return ("digits", Encoding.ASCII.GetBytes(Convert.ToHexString(text)));
        yield return ("small digits", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(text)));
        for (var before = 0; before < 3; before++)
            yield return ($"base64 after {before}", Encoding.ASCII.GetBytes(CoreOfBase64(text, before)));
    }

    /// <summary>The part of a text's base64 that does not depend on what stands around it, where so many bytes stand before it.</summary>
    private static string CoreOfBase64(byte[] text, int before)
    {
        const int BitsOfDigit = 6;
        const int BitsOfByte = 8;
        var all = Convert.ToBase64String([.. new byte[before], .. text, 0, 0]);
        var first = ((before * BitsOfByte) + BitsOfDigit - 1) / BitsOfDigit;
        return all[first..((before + text.Length) * BitsOfByte / BitsOfDigit)];
    }

    // A server's socket.
    private static bool IsSocket(string path) => Path.GetFileName(path).StartsWith(".s.", StringComparison.Ordinal);

    private static byte[] Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            file.CopyTo(copy);
            return copy.ToArray();
        }
        catch (FileNotFoundException)
        {
            // Temporary files come and go.
            return [];
        }
    }
}
