using Google.Protobuf;
using MedRecords.Policies.Checks;
using MedRecords.Policies.Reading;
using MedRecords.Policies.Yaml;

namespace MedRecords.Policies;

/// <summary>What came of reading a policy's file.</summary>
/// <param name="Policy">The policy; only to be used where there are no problems.</param>
/// <param name="Problems">What is wrong, in the order of the file.</param>
public sealed record PolicyReading(IMessage Policy, IReadOnlyList<Problem> Problems);

/// <summary>
/// Reads policies from YAML: keys are the names of policy.proto's fields, words those of its enumerations. A file that
/// says "extends: FILE" is laid over that file's policy, and is held to the bounds that it marks.
/// </summary>
public static class PolicyFiles
{
    /// <summary>The key that names the file that a file builds on, relative to its own folder.</summary>
    public const string Extends = "extends";

    private const int MostLayers = 8;

    /// <summary>Reads a file and checks it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="create">Makes an empty policy, of whoever's messages.</param>
    public static PolicyReading Read(string path, Func<IMessage> create) => Read(path, path, create, []);

    private static PolicyReading Read(string path, string shown, Func<IMessage> create, HashSet<string> above)
    {
        var problems = new List<Problem>();
        if (Parse(path, shown, problems) is not { } map)
            return new PolicyReading(create(), problems);
        above.Add(Path.GetFullPath(path));
        var basis = Basis(map, path, shown, create, above, problems);
        if (problems.Count > 0)
            return new PolicyReading(create(), problems);

        var places = new Places();
        var policy = basis is null ? create() : basis.Descriptor.Parser.ParseFrom(basis.ToByteArray());
        new MessageReader(places, Complain).Read(map, policy, string.Empty, Extends);
        if (problems.Count == 0)
            Complaints(basis, policy).ToList().ForEach(complaint => Complain(places.Of(complaint.Path), complaint.Sentence));
        return new PolicyReading(policy, [.. problems.OrderBy(problem => (problem.Line, problem.Column))]);

        void Complain(Place place, string sentence) => problems.Add(new Problem(shown, place.Line, place.Column, sentence));
    }

    private static IEnumerable<Complaint> Complaints(IMessage? basis, IMessage policy)
    {
        var form = Form.Check(policy).ToList();
        if (form.Count > 0)
            return form;
        var meaning = Meaning.Check(policy);
        return basis is null ? meaning : meaning.Concat(Bounds.Check(basis, policy));
    }

    private static YamlMap? Parse(string path, string shown, List<Problem> problems)
    {
        try
        {
            return YamlTree.Read(ReadText(path));
        }
        catch (BrokenYamlException e)
        {
            problems.Add(new Problem(shown, e.Place.Line, e.Place.Column, e.Message));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(new Problem(shown, 1, 1, "The file cannot be read: see that it is there and that you may read it."));
        }

        return null;
    }

    // No more than could be a policy is read of a file that may be endless.
    private static string ReadText(string path)
    {
        using var reader = new StreamReader(path);
        var text = new char[YamlTree.MostCharacters + 1];
        return new string(text, 0, reader.ReadBlock(text));
    }

    private static IMessage? Basis(YamlMap map, string path, string shown, Func<IMessage> create, HashSet<string> above, List<Problem> problems)
    {
        var (key, value) = map.Entries.FirstOrDefault(entry => entry.Key.Text == Extends);
        if (key is null)
            return null;
        if (value is not YamlScalar { Text: { Length: > 0 } name } || name.Contains('\0'))
            problems.Add(new Problem(shown, value.Place.Line, value.Place.Column, $"'{Extends}' names one file, relative to this one's folder."));
        else if (Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, name) is var file && (above.Contains(Path.GetFullPath(file)) || above.Count >= MostLayers))
            problems.Add(new Problem(shown, value.Place.Line, value.Place.Column, $"The files build on one another in a circle, or on more than {MostLayers}: end with one that extends nothing."));
        else
        {
            var read = Read(file, Path.Combine(Path.GetDirectoryName(shown)!, name), create, above);
            problems.AddRange(read.Problems);
            return read.Policy;
        }

        return null;
    }
}
