namespace MedRecords.Policies.Yaml;

/// <summary>A file that is no YAML, or more of it than a policy needs.</summary>
internal sealed class BrokenYamlException(Place place, string sentence) : Exception(sentence)
{
    /// <summary>Where.</summary>
    public Place Place { get; } = place;
}
