using System.Reflection;
using System.Text.RegularExpressions;

namespace MedRecords.Service.Tests.Support;

/// <summary>The README, and the checkout that it belongs to.</summary>
public static partial class Readme
{
    private const string Address = "127.0.0.1:5080";

    /// <summary>The checkout.</summary>
    public static string Root => Path.GetFullPath(Metadata("Root"));

    /// <summary>The stack that was built.</summary>
    public static string Stack => Metadata("Stack");

    /// <summary>The only block of a language, word for word but for where the service listens.</summary>
    public static string Block(string language, string service)
    {
        var text = File.ReadAllText(Path.Combine(Root, "README.md"));
        var block = Blocks().Matches(text).Single(found => found.Groups["language"].Value == language);
        return block.Groups["text"].Value.Replace(Address, new Uri(service).Authority, StringComparison.Ordinal);
    }

    private static string Metadata(string key) =>
        typeof(Readme).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
