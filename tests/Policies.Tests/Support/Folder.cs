using System.Reflection;
using MedRecords.V1;

namespace MedRecords.Policies.Tests.Support;

/// <summary>A folder with policies' files, gone after the test.</summary>
public abstract class Folder : IDisposable
{
    /// <summary>The shortest policy that is sound.</summary>
    protected const string Sound = "id: here\nname: Here\nroles:\n  - {role: administrator, actions: [administer]}\n";

    private readonly string _path = Directory.CreateTempSubdirectory("medrecords-policies-").FullName;

    public static string Shipped { get; } = Path.Combine(
        typeof(Folder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Root").Value!, "policies");

    public static Policy ReadShipped(string name)
    {
        var reading = PolicyFiles.Read(Path.Combine(Shipped, name), () => new Policy());
        Assert.Empty(reading.Problems);
        return (Policy)reading.Policy;
    }

    protected void Write(string name, string text) => File.WriteAllText(Path.Combine(_path, name), text);

    protected PolicyReading Read(string name) => PolicyFiles.Read(Path.Combine(_path, name), () => new Policy());

    /// <summary>The policy of a text that has no problems.</summary>
    protected Policy ReadSound(string text)
    {
        Write("sound.yaml", text);
        var reading = Read("sound.yaml");
        Assert.Empty(reading.Problems);
        return (Policy)reading.Policy;
    }

    /// <summary>The one problem of a text, as "line:column sentence".</summary>
    protected string ProblemOf(string text)
    {
        Write("broken.yaml", text);
        var problem = Assert.Single(Read("broken.yaml").Problems);
        return $"{problem.Line}:{problem.Column} {problem.Sentence}";
    }

    public void Dispose()
    {
        Directory.Delete(_path, recursive: true);
        GC.SuppressFinalize(this);
    }
}
