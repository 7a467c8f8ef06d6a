namespace MedRecords.Grains.Patients;

/// <summary>
/// Letters without their accents (Unicode's canonical decomposition of the Latin blocks). A table of our own,
/// because the runtime's normalization needs a library that a small machine may lack.
/// </summary>
internal static class Accents
{
    private const char FirstLatin = '\u00C0';
    private const char FirstAdditional = '\u1E00';

    /// <summary>Plain lower-case letters of U+00C0 to U+017F; a space where there is none.</summary>
    private const string Latin =
        "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty" +
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll" +
        "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    /// <summary>Plain lower-case letters of U+1E00 to U+1EFF.</summary>
    private const string Additional =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm" +
        "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv" +
        "wwwwwwwwwwxxxxyyzzzzzzhtwy    s aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee" +
        "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy      ";

    /// <summary>Whether a character is an accent that stands on its own behind its letter.</summary>
    public static bool IsMark(char c) => c is >= '\u0300' and <= '\u036F';

    /// <summary>A letter or digit in the form in which names are compared: lower case, without an accent.</summary>
    public static char Fold(char c)
    {
        if (char.IsAscii(c))
            return char.ToLowerInvariant(c);
        var plain = (c - FirstLatin) is >= 0 and var latin && latin < Latin.Length ? Latin[latin]
            : (c - FirstAdditional) is >= 0 and var additional && additional < Additional.Length ? Additional[additional]
            : ' ';
        return plain == ' ' ? char.ToLowerInvariant(c) : plain;
    }
}
