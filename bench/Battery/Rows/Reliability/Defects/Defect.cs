using System.Text.RegularExpressions;

namespace MedRecords.Battery.Rows.Reliability.Defects;

/// <summary>
/// A defect that can be put into the product: a text of one file, and what stands there instead. Its file says
/// in its first line what it does, then "file:" and "check:", then pairs of "--- is" and "--- becomes".
/// </summary>
/// <param name="Name">Name of its file, without the ending.</param>
/// <param name="Title">What the product does with it.</param>
/// <param name="File">The file that is changed, from the root of the sources.</param>
/// <param name="Check">What has to catch it: a row with its options, or a test project with a filter.</param>
/// <param name="Changes">Texts, each of which stands in the file once, and what they become.</param>
internal sealed partial record Defect(string Name, string Title, string File, string Check, IReadOnlyList<(string Is, string Becomes)> Changes)
{
    /// <summary>Where defects are, from the root of the sources.</summary>
    public const string Folder = "bench/Battery/Defects";

    /// <summary>Where they are published, from the root of the sources.</summary>
    public const string Table = "docs/defects.md";

    /// <summary>Its line in the published table.</summary>
    public string TableLine => $"| {Title} | `{File}` | {CheckText} | `./battery R9 --defect {Name}` |";

    private string CheckText => Check.Split(' ') switch
    {
        [var project, var filter] when project.StartsWith("tests/", StringComparison.Ordinal) => $"`{filter}` in `{project}`",
        _ => $"`./battery {Check}`",
    };

    /// <summary>Reads all defects of a source tree, by name.</summary>
    public static IReadOnlyList<Defect> ReadAll(string root) =>
        [.. Directory.GetFiles(Path.Combine(root, Folder), "*.defect").Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>A text with the defect in it; throws <see cref="FormatException"/> where the text no longer fits.</summary>
    public string PutInto(string text)
    {
        foreach (var (before, after) in Changes)
        {
            var parts = text.Split(before);
            if (parts.Length != 2)
                throw new FormatException($"Defect {Name}: its text stands in {File} {parts.Length - 1} times, not once. Fit the defect to the file as it is now.");
            text = parts[0] + after + parts[1];
        }

        return text;
    }

    private static Defect Read(string path)
    {
        var text = System.IO.File.ReadAllText(path);
        var head = Head().Match(text);
        var changes = Change().Matches(text).Select(match => (match.Groups["is"].Value, match.Groups["becomes"].Value)).ToList();
        return head.Success && changes.Count > 0
            ? new Defect(Path.GetFileNameWithoutExtension(path), head.Groups["title"].Value, head.Groups["file"].Value, head.Groups["check"].Value, changes)
            : throw new FormatException($"{path} has not the form of a defect.");
    }

    [GeneratedRegex(@"\A# (?<title>.+)\nfile: (?<file>.+)\ncheck: (?<check>.+)\n(?=--- is\n)")]
    private static partial Regex Head();

    [GeneratedRegex(@"^--- is\n(?<is>.+?)\n--- becomes\n(?<becomes>.*?)\n?(?=^--- is\n|\z)", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Change();
}
