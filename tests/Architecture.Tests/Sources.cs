using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MedRecords.Architecture.Tests;

/// <summary>The project's own sources.</summary>
internal static class Sources
{
    public static string Root { get; } = Path.GetFullPath(
        typeof(Sources).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Root").Value!);

    /// <summary>Files under a folder by pattern, without what builds and package managers leave behind.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(f => !Regex.IsMatch(f, "/(artifacts|bin|obj|node_modules)/"));

    /// <summary>Projects that a project references directly, e.g. "Grains.Interfaces", with those that it only has built.</summary>
    public static IReadOnlyList<string> ReferencesOf(string project) =>
        XDocument.Load(Path.Combine(Root, "src", project, $"{project}.csproj"))
            .Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/'))).Order().ToList();

    /// <summary>Packages that a project references directly.</summary>
    public static IReadOnlyList<string> PackagesOf(string project) =>
        XDocument.Load(Path.Combine(Root, "src", project, $"{project}.csproj"))
            .Descendants("PackageReference").Select(r => r.Attribute("Include")!.Value).Order().ToList();

    public static string Property(string project, string name) =>
        XDocument.Load(Path.Combine(Root, "src", project, $"{project}.csproj")).Descendants(name).SingleOrDefault()?.Value ?? string.Empty;
}
