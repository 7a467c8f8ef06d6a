using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using MedRecords.Policies.Yaml;

namespace MedRecords.Policies.Reading;

/// <summary>
/// Lays a file's values over a message: a value or list replaces the one there, a message is changed field by field,
/// and a member of a list of messages changes the one with its key or is added.
/// </summary>
internal sealed class MessageReader(Places places, Action<Place, string> complain)
{
    /// <summary>Lays a map over a message. Keys in <paramref name="beside"/> are somebody else's.</summary>
    public void Read(YamlMap map, IMessage message, string prefix, params string[] beside)
    {
        foreach (var (key, value) in map.Entries)
        {
            if (beside.Contains(key.Text))
                continue;
            if (message.Descriptor.FindFieldByName(key.Text) is not { } field)
            {
                complain(key.Place, $"'{ScalarReader.Quoted(key.Text)}' is no key here: use {string.Join(", ", beside.Concat(message.Descriptor.Fields.InDeclarationOrder().Select(f => f.Name)))}.");
                continue;
            }

            places.Add(prefix + field.Name, key.Place);
            ReadField(field, value, message, prefix + field.Name);
        }
    }

    private void ReadField(FieldDescriptor field, YamlNode value, IMessage message, string path)
    {
        var ofMessages = field.FieldType == FieldType.Message && field.MessageType.File.Package != "google.protobuf";
        switch (value)
        {
            case YamlList list when field.IsRepeated && ofMessages:
                ReadMembers(field, list, (IList)field.Accessor.GetValue(message), path);
                break;
            case YamlList list when field.IsRepeated:
                ReadList(field, list, (IList)field.Accessor.GetValue(message));
                break;
            case YamlMap map when ofMessages && !field.IsRepeated:
                var inner = (IMessage?)field.Accessor.GetValue(message) ?? New(field);
                field.Accessor.SetValue(message, inner);
                Read(map, inner, $"{path}.");
                break;
            case YamlScalar scalar when !field.IsRepeated && !ofMessages:
                if (ReadScalar(field, scalar) is { } read)
                    field.Accessor.SetValue(message, read);
                break;
            default:
                complain(value.Place, $"'{field.Name}' is {(field.IsRepeated ? "a list: write [a, b], or a line '- …' each" : ofMessages ? "a map: write its keys below it, indented" : "a single value")}.");
                break;
        }
    }

    private void ReadList(FieldDescriptor field, YamlList list, IList values)
    {
        values.Clear();
        foreach (var item in list.Items)
        {
            if (item is not YamlScalar scalar)
                complain(item.Place, $"'{field.Name}' is a list of single values.");
            else if (ReadScalar(field, scalar) is not { } value)
                continue;
            else if (values.Contains(value))
                complain(item.Place, $"'{ScalarReader.Quoted(scalar.Text)}' is in '{field.Name}' a second time: keep one of them.");
            else
                values.Add(value);
        }
    }

    private void ReadMembers(FieldDescriptor field, YamlList list, IList members, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var key = Constraints.KeyOf(field.MessageType)!;
        foreach (var item in list.Items)
        {
            var given = (item as YamlMap)?.Entries.FirstOrDefault(entry => entry.Key.Text == key.Name).Value as YamlScalar;
            if (given is null)
                complain(item.Place, $"A member of '{field.Name}' is a map that has the key '{key.Name}'.");
            else if (ReadScalar(key, given) is null)
                continue;
            else if (!seen.Add(given.Text))
                complain(given.Place, $"'{ScalarReader.Quoted(given.Text)}' is in '{field.Name}' a second time: put what it says into the first one.");
            else
                ReadMember(field, (YamlMap)item, given.Text, members, $"{path}.{given.Text}");
        }
    }

    private void ReadMember(FieldDescriptor field, YamlMap map, string key, IList members, string path)
    {
        var there = members.Cast<IMessage>().FirstOrDefault(member => Statements.KeyOf(member, 0) == key);
        var member = there ?? New(field);
        places.Add(path, map.Place);
        Read(map, member, $"{path}.");
        if (there is null)
            members.Add(member);
    }

    private object? ReadScalar(FieldDescriptor field, YamlScalar scalar)
    {
        var value = ScalarReader.Read(field, scalar, out var wrong);
        if (value is null)
            complain(scalar.Place, wrong);
        return value;
    }

    private static IMessage New(FieldDescriptor field) => field.MessageType.Parser.ParseFrom(ByteString.Empty);
}
