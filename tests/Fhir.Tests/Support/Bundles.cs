using System.Text;

namespace MedRecords.Fhir.Tests.Support;

// Bundles to test with: the shared ones where they are, and always the samples beside the tests.
internal static class Bundles
{
    public static IReadOnlyList<string> Files { get; } = [.. Samples(), .. Shared()];

    public static TheoryData<string> Names => [.. Files.Select(Path.GetFileName).Cast<string>()];

    public static FileStream Open(string name) => File.OpenRead(Files.Single(file => Path.GetFileName(file) == name));

    public static Stream StreamOf(string json) => new MemoryStream(Encoding.UTF8.GetBytes(json));

    // A bundle of resources that is written as it should be.
    public static string Of(params string[] resources) =>
        $$"""{"resourceType":"Bundle","type":"transaction","entry":[{{string.Join(',', resources.Select(resource => $$"""{"resource":{{resource}}}"""))}}]}""";

    private static IEnumerable<string> Samples() => Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Samples"), "*.json").Order();

    private static IEnumerable<string> Shared()
    {
        var roots = Environment.GetEnvironmentVariable("MEDRECORDS_SHARED") is { Length: > 0 } told ? [told] : Above().Select(folder => Path.Combine(folder, "shared"));
        var found = roots.Select(root => Path.Combine(root, "data", "fhir-synthea")).FirstOrDefault(Directory.Exists);
        return found is null ? [] : Directory.GetFiles(found, "*.json").Order();
    }

    private static IEnumerable<string> Above()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent) yield return folder.FullName;
    }
}
