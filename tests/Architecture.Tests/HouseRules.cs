using System.Text.RegularExpressions;

namespace MedRecords.Architecture.Tests;

public sealed class HouseRules
{
    private const int LongestFile = 400;

    /// <summary>
    /// Lines of code of the bundled stack: without remarks, empty lines, lone braces and usings. What the
    /// product does not use is not in it.
    /// </summary>
    private const int BundledLines = 2000;

    [Fact]
    public void No_product_file_is_compiled_in_part() =>
        Assert.All(ProductFiles(), file => Assert.DoesNotMatch(@"(?m)^\s*#(if|pragma warning disable)", File.ReadAllText(file)));

    [Fact]
    public void Files_are_short() =>
        Assert.All(ProductFiles(), file => Assert.InRange(File.ReadLines(file).Count(), 1, LongestFile));

    [Fact]
    public void The_bundled_stack_stays_small() =>
        Assert.InRange(Sources.Files("src/Bundled", "*.cs").SelectMany(File.ReadLines).Count(IsCode), 1, BundledLines);

    [Fact]
    public void Every_call_and_field_of_the_protos_has_its_sentence()
    {
        foreach (var file in Sources.Files("protos", "*.proto"))
        {
            var lines = File.ReadAllLines(file);
            for (var i = 0; i < lines.Length; i++)
            {
                if (Regex.IsMatch(lines[i], @"^\s*(rpc |message |enum |service |oneof |(repeated |optional )?[A-Za-z_.]+ [a-z_0-9]+ = \d+;|[A-Z_0-9]+ = \d+;)"))
                    Assert.True(lines[i - 1].TrimStart().StartsWith("//", StringComparison.Ordinal), $"{file}:{i + 1} has no sentence");
            }
        }
    }

    [Fact]
    public void The_program_is_a_table_of_contents() =>
        Assert.InRange(File.ReadLines(Path.Combine(Sources.Root, "src/Silo/Program.cs")).Count(), 1, 70);

    [Fact]
    public void No_handler_swallows_everything() =>
        Assert.All(ProductFiles(), file => Assert.DoesNotMatch(@"catch\s*(\(Exception[^)]*\))?\s*\{\s*\}", File.ReadAllText(file)));

    private static bool IsCode(string line) => !Regex.IsMatch(line, @"^\s*(//.*|[{}]\s*;?|using .*)?$");

    private static IEnumerable<string> ProductFiles() => Sources.Files("src", "*.cs");
}
