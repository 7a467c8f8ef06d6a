using System.Collections;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MedRecords.Testing.Denials;

/// <summary>Puts another value into a field of a request.</summary>
public static class Swap
{
    /// <summary>A copy of the request with the value in that place; messages on the way that it lacks are made.</summary>
    /// <param name="request">The request.</param>
    /// <param name="place">The field.</param>
    /// <param name="value">The value as text; bytes in base64.</param>
    public static IMessage Into(IMessage request, IdPlace place, string value)
    {
        var copy = request.Descriptor.Parser.ParseFrom(request.ToByteArray());
        Put(copy, place.Steps, value);
        return copy;
    }

    private static void Put(IMessage message, IReadOnlyList<FieldDescriptor> steps, string value)
    {
        var step = steps[0];
        if (steps.Count == 1)
        {
            PutHere(message, step, value);
            return;
        }

        foreach (var inner in Inner(message, step))
            Put(inner, [.. steps.Skip(1)], value);
    }

    private static void PutHere(IMessage message, FieldDescriptor field, string value)
    {
        object typed = field.FieldType switch
        {
            FieldType.Bytes => ByteString.FromBase64(value),
            FieldType.String => value,
            _ => long.Parse(value, CultureInfo.InvariantCulture),
        };
        if (!field.IsRepeated)
        {
            field.Accessor.SetValue(message, typed);
            return;
        }

        var list = (IList)field.Accessor.GetValue(message);
        list.Clear();
        list.Add(typed);
    }

    private static IEnumerable<IMessage> Inner(IMessage message, FieldDescriptor field)
    {
        if (!field.IsRepeated)
        {
            if (field.Accessor.GetValue(message) is not IMessage inner)
                field.Accessor.SetValue(message, inner = field.MessageType.Parser.ParseFrom(ByteString.Empty));
            return [inner];
        }

        var list = (IList)field.Accessor.GetValue(message);
        if (list.Count == 0)
            list.Add(field.MessageType.Parser.ParseFrom(ByteString.Empty));
        return list.Cast<IMessage>();
    }
}
