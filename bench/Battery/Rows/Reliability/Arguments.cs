namespace MedRecords.Battery.Rows.Reliability;

/// <summary>What the command line says to the rows of this folder.</summary>
internal static class Arguments
{
    /// <summary>Whether the command line names a database; without one these rows use the store that each is about.</summary>
    public static bool NameDatabase => Find("--database") is not null;

    /// <summary>How many operations to do: all of them, unless the command line scales the row down.</summary>
    public static int Count(int full) => int.TryParse(Find("--count"), out var count) && count > 0 ? count : full;

    /// <summary>Length of one run, unless the command line names another.</summary>
    public static TimeSpan Length(TimeSpan full) => int.TryParse(Find("--seconds"), out var seconds) && seconds > 0 ? TimeSpan.FromSeconds(seconds) : full;

    private static string? Find(string option)
    {
        var words = Environment.GetCommandLineArgs();
        var at = Array.IndexOf(words, option);
        return at >= 0 && at + 1 < words.Length ? words[at + 1] : null;
    }
}
