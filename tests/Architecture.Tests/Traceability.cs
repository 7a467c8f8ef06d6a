using System.Text.RegularExpressions;

namespace MedRecords.Architecture.Tests;

/// <summary>docs/ehrs-fm.tsv: which criteria of the EHR-S Functional Model are met, and what shows it. That the tests ran and passed is for ./test to say.</summary>
public sealed class Traceability
{
    private static readonly string[][] _lines = [.. File.ReadLines(Path.Combine(Sources.Root, "docs/ehrs-fm.tsv")).Skip(1).Select(line => line.Split('\t'))];

    [Fact]
    public void Every_line_has_a_criterion_of_its_own_and_a_known_status()
    {
        Assert.NotEmpty(_lines);
        Assert.All(_lines, line =>
        {
            Assert.Equal(4, line.Length);
            Assert.Matches(@"^(TI|RI)\.[0-9.]+#\d\d$", line[0]);
            Assert.Contains(line[1], new[] { "met", "not yet", "not applicable" });
        });
        Assert.Equal(_lines.Length, _lines.DistinctBy(line => line[0]).Count());
    }

    [Fact]
    public void What_is_met_names_what_shows_it_and_what_is_not_says_why() => Assert.All(_lines, line =>
    {
        Assert.Equal(line[1] == "met", line[2].Length > 0);
        Assert.True(line[1] == "met" || line[3].Length > 0, $"{line[0]} has no note");
    });

    [Fact]
    public void Every_test_and_row_named_is_there()
    {
        var rows = Sources.Files("bench/Battery/Rows", "*.cs").Select(Path.GetFileName).ToList();
        Assert.All(_lines.SelectMany(line => line[2].Split(';', StringSplitOptions.RemoveEmptyEntries)).Distinct(), shown =>
        {
            if (shown.StartsWith("battery ", StringComparison.Ordinal))
                Assert.Contains(rows, row => Regex.IsMatch(row!, $"^{shown[8..]}[A-Z]"));
            else
                Assert.True(IsTest(shown), $"{shown} is no test");
        });
    }

    private static bool IsTest(string shown)
    {
        if (Regex.Match(shown, @"^([A-Za-z.]+)/(\w+)\.(\w+)$") is not { Success: true } name)
            return false;
        var (project, type, method) = (name.Groups[1].Value, name.Groups[2].Value, name.Groups[3].Value);
        return Sources.Files($"tests/{project}", "*.cs").Select(File.ReadAllText).Any(text =>
            Regex.IsMatch(text, $@"\bclass {type}\b") && Regex.IsMatch(text, $@"\[[^\n]*(Fact|Theory)[^{{}}]*?\b{method}\("));
    }
}
