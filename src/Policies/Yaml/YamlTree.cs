using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MedRecords.Policies.Yaml;

/// <summary>
/// Reads the part of YAML that a policy needs: maps, lists and scalars. Aliases and tags are refused, since they can
/// make much out of little or name types, and so is whatever is larger or deeper than a policy can be.
/// </summary>
internal sealed class YamlTree
{
    /// <summary>The most characters that a file may have.</summary>
    public const int MostCharacters = 256 * 1024;

    private const int MostNodes = 20_000;
    private const int MostDepth = 12;

    private readonly Parser _parser;
    private int _nodes;

    private YamlTree(string text) => _parser = new Parser(new StringReader(text));

    /// <summary>Reads a text.</summary>
    /// <exception cref="BrokenYamlException">It is not what a policy's file may be.</exception>
    public static YamlMap Read(string text)
    {
        if (text.Length > MostCharacters)
            throw new BrokenYamlException(new Place(1, 1), $"The file is too large for a policy: keep it below {MostCharacters / 1024} KiB.");
        var tree = new YamlTree(text);
        try
        {
            return tree.ReadDocument();
        }
        catch (YamlException e)
        {
            throw NotYaml(e.Start);
        }
        catch (InvalidOperationException)
        {
            // The library's scanner ends so, without a place, on some texts that are broken.
            throw NotYaml(tree._parser.Current?.End ?? Mark.Empty);
        }
    }

    private static BrokenYamlException NotYaml(Mark mark) =>
        new(PlaceOf(mark), "This is not YAML: look for a wrong indent, a missing colon or an open quote.");

    private YamlMap ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
            throw new BrokenYamlException(new Place(1, 1), "The file is empty: write the policy's statements into it.");
        _parser.Consume<DocumentStart>();
        var start = PlaceOf(_parser.Current!.Start);
        var root = ReadNode(1) as YamlMap ?? throw new BrokenYamlException(start, "A policy is a map of keys and values: begin with 'id:'.");
        _parser.Consume<DocumentEnd>();
        if (!_parser.Accept<StreamEnd>(out _))
            throw new BrokenYamlException(PlaceOf(_parser.Current!.Start), "A file holds one policy: put the second document into a file of its own.");
        return root;
    }

    private YamlNode ReadNode(int depth)
    {
        var next = _parser.Consume<ParsingEvent>();
        var place = PlaceOf(next.Start);
        if (depth > MostDepth)
            throw new BrokenYamlException(place, $"This is nested too deep: a policy has at most {MostDepth} levels.");
        if (++_nodes > MostNodes)
            throw new BrokenYamlException(place, $"The file has too many values: a policy has at most {MostNodes}.");
        if (next is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
            throw new BrokenYamlException(place, "Anchors and aliases are not taken: write the value out.");
        if (next is NodeEvent { Tag.IsEmpty: false })
            throw new BrokenYamlException(place, "Tags are not taken: write the value without '!'.");
        return next switch
        {
            Scalar scalar => new YamlScalar(place, scalar.Value, scalar.Style == ScalarStyle.Plain),
            SequenceStart => ReadList(place, depth),
            MappingStart => ReadMap(place, depth),
            _ => throw new BrokenYamlException(place, "A value is missing here."),
        };
    }

    private YamlList ReadList(Place place, int depth)
    {
        var items = new List<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(ReadNode(depth + 1));
        return new YamlList(place, items);
    }

    private YamlMap ReadMap(Place place, int depth)
    {
        var entries = new List<(YamlScalar Key, YamlNode Value)>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var at = PlaceOf(_parser.Current!.Start);
            var key = ReadNode(depth + 1) as YamlScalar ?? throw new BrokenYamlException(at, "A key is a word: maps and lists cannot be keys.");
            if (!keys.Add(key.Text))
                throw new BrokenYamlException(key.Place, $"'{key.Text}' is here a second time: keep one of them.");
            entries.Add((key, ReadNode(depth + 1)));
        }

        return new YamlMap(place, entries);
    }

    private static Place PlaceOf(Mark mark) => new((int)mark.Line, (int)mark.Column);
}
