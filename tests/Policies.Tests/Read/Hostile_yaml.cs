using MedRecords.Policies.Tests.Support;

namespace MedRecords.Policies.Tests.Read;

public sealed class Hostile_yaml : Folder
{
    private const string Noise = "{}[]:,-&*!|>'\"%@`#? \n\t\0\uFFFDx0";

    [Theory]
    [InlineData("a: &a [x]\nb: [*a, *a]", "1:4 Anchors and aliases are not taken")]
    [InlineData("a: *a", "1:4 Anchors and aliases are not taken")]
    [InlineData("id: !!binary aGVyZQ==", "1:5 Tags are not taken")]
    [InlineData("id: !System.Diagnostics.Process {}", "1:5 Tags are not taken")]
    [InlineData("id: here\n---\nid: there", "2:1 A file holds one policy")]
    [InlineData("", "1:1 The file is empty")]
    [InlineData("# nothing but a remark", "1:1 The file is empty")]
    [InlineData("- id: here", "1:1 A policy is a map")]
    [InlineData("here", "1:1 A policy is a map")]
    [InlineData("? [a, b]\n: c", "1:3 A key is a word")]
    [InlineData("id: 'here", "1:5 This is not YAML")]
    [InlineData("id: here\n\tname: x", "1:5 This is not YAML")]
    [InlineData("id: [a, b", "2:1 This is not YAML")]
    [InlineData("%TAG ! tag:example,2000:\n---\nid: !x y", "3:5 Tags are not taken")]
    public void Is_refused_with_its_place(string text, string expected) =>
        Assert.StartsWith(expected, ProblemOf(text), StringComparison.Ordinal);

    [Fact]
    public void Too_deep_is_refused_where_it_gets_too_deep() =>
        Assert.Equal("1:16 This is nested too deep: a policy has at most 12 levels.", ProblemOf("id: " + new string('[', 100_000)));

    [Fact]
    public void Too_many_values_are_refused() =>
        Assert.Contains("too many values", ProblemOf("id: [" + string.Concat(Enumerable.Repeat("a,", 30_000)) + "]"), StringComparison.Ordinal);

    [Fact]
    public void Too_large_is_refused() =>
        Assert.Equal("1:1 The file is too large for a policy: keep it below 256 KiB.", ProblemOf("# " + new string('x', 300_000)));

    [Fact]
    public void A_file_without_end_is_not_read_to_its_end()
    {
        var problem = Assert.Single(PolicyFiles.Read("/dev/zero", () => new V1.Policy()).Problems);

        Assert.Contains("too large", problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_told()
    {
        var problem = Assert.Single(Read("none.yaml").Problems);

        Assert.StartsWith("The file cannot be read", problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Noise_ends_in_a_problem_and_never_in_a_fault()
    {
        var shipped = File.ReadAllText(Path.Combine(Shipped, "base.yaml"));
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var text = shipped.ToCharArray();
            for (var i = 0; i < 5; i++)
                text[random.Next(text.Length)] = Noise[random.Next(Noise.Length)];
            Write("noise.yaml", new string(text));
            Assert.All(Read("noise.yaml").Problems, problem => Assert.InRange(problem.Line, 1, 1000));
        }
    }
}
