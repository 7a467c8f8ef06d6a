using MedRecords.Battery.Rows.Reliability.Defects;

namespace MedRecords.Architecture.Tests;

/// <summary>The defects that row R9 of the battery puts into the product: they must fit the sources as they are now.</summary>
public sealed class Defects
{
    public static TheoryData<string> Names => [.. Defect.ReadAll(Sources.Root).Select(defect => defect.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Fit_the_file_that_they_change(string name)
    {
        var defect = Defect.ReadAll(Sources.Root).Single(defect => defect.Name == name);
        var sound = File.ReadAllText(Path.Combine(Sources.Root, defect.File));

        Assert.NotEqual(sound, defect.PutInto(sound));
    }

    [Fact]
    public void Are_published_as_they_are()
    {
        var lines = File.ReadLines(Path.Combine(Sources.Root, Defect.Table)).Where(line => line.Contains("./battery R9 --defect", StringComparison.Ordinal));

        Assert.Equal(Defect.ReadAll(Sources.Root).Select(defect => defect.TableLine), lines.Where(line => line.StartsWith('|')));
    }

    [Fact]
    public void Are_at_least_twenty() => Assert.InRange(Defect.ReadAll(Sources.Root).Count, 20, int.MaxValue);
}
