using System.Text;

namespace MedRecords.Service.Tests.Support;

/// <summary>Values that occur nowhere by chance, and the search for them in texts and in files.</summary>
public static class Canary
{
    public const string Name = "Zqxkvwoman";
    public const string Street = "17 Zqxkvw Street";
    public const string SocialSecurityNumber = "987-65-4320";
    public const string Note = "zqxkvw: complains of nothing";
    public const string WeirdId = "zqxkvw/../\u202eid'\"\n";

    private static readonly string[] Words = ["zqxkvw", "Zqxkvw", "ZQXKVW", "987-65-4320", "987654320"];

    /// <summary>Which of the values a text holds.</summary>
    public static IEnumerable<string> In(string text) => Words.Where(word => text.Contains(word, StringComparison.Ordinal));

    /// <summary>Which files below a folder hold one of the values, as UTF-8 or UTF-16.</summary>
    public static IReadOnlyList<string> InFiles(string folder) =>
    [
        .. from path in System.IO.Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
           where !Path.GetFileName(path).StartsWith(".s.", StringComparison.Ordinal) // a server's socket
           let bytes = Read(path)
           from word in Words
           where bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0 || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(word)) >= 0
           select $"{path}: {word}",
    ];

    private static byte[] Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            file.CopyTo(copy);
            return copy.ToArray();
        }
        catch (FileNotFoundException)
        {
            // Temporary files come and go.
            return [];
        }
    }
}
