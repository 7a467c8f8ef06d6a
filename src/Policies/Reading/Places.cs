using MedRecords.Policies.Yaml;

namespace MedRecords.Policies.Reading;

/// <summary>Where the file says what: statements, and the messages that hold them, by path.</summary>
internal sealed class Places
{
    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);

    /// <summary>Takes note of a place.</summary>
    public void Add(string path, Place place) => _places[path] = place;

    /// <summary>The place of a statement; where the file does not have it, of what would hold it, up to the file's beginning.</summary>
    public Place Of(string path)
    {
        for (var part = path; part.Length > 0; part = part[..Math.Max(part.LastIndexOf('.'), 0)])
        {
            if (_places.TryGetValue(part, out var place))
                return place;
        }

        return new Place(1, 1);
    }
}
