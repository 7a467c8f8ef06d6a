namespace MedRecords.Policies.Yaml;

/// <summary>Where something is in a file; both count from 1.</summary>
internal readonly record struct Place(int Line, int Column);

/// <summary>A value in a file.</summary>
internal abstract record YamlNode(Place Place);

/// <summary>A text, number or word.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Text">The text.</param>
/// <param name="Plain">Whether it is without quotes; only then it can be a number or yes or no.</param>
internal sealed record YamlScalar(Place Place, string Text, bool Plain) : YamlNode(Place);

/// <summary>A list.</summary>
internal sealed record YamlList(Place Place, IReadOnlyList<YamlNode> Items) : YamlNode(Place);

/// <summary>Keys with values, in the order of the file.</summary>
internal sealed record YamlMap(Place Place, IReadOnlyList<(YamlScalar Key, YamlNode Value)> Entries) : YamlNode(Place);
