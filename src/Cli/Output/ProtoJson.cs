using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MedRecords.Cli.Output;

/// <summary>Messages as JSON: the protobuf mapping, but with 64-bit numbers as numbers, as scripts expect.</summary>
internal static class ProtoJson
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default);

    /// <summary>A message as a JSON object.</summary>
    public static JsonObject ToNode(IMessage message)
    {
        var node = JsonNode.Parse(Formatter.Format(message))!.AsObject();
        WithNumbers(node, message.Descriptor);
        return node;
    }

    private static void WithNumbers(JsonObject node, MessageDescriptor descriptor)
    {
        foreach (var field in descriptor.Fields.InDeclarationOrder())
        {
            if (node[field.JsonName] is not { } value)
                continue;
            if (field.FieldType == FieldType.Int64)
                node[field.JsonName] = value is JsonArray many ? new JsonArray([.. many.Select(ToNumber)]) : ToNumber(value);
            else if (field.FieldType == FieldType.Message)
                foreach (var inner in value is JsonArray list ? list.OfType<JsonObject>() : value is JsonObject one ? [one] : [])
                    WithNumbers(inner, field.MessageType);
        }
    }

    private static JsonNode ToNumber(JsonNode? text) => JsonValue.Create(long.Parse(text!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture));
}
