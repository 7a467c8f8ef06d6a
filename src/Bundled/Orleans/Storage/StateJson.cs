using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orleans.Storage;

/// <summary>Turns stored JSON into state, be it plain or written by Orleans' own serializer, which wraps lists and bytes to name their types.</summary>
internal static class StateJson
{
    public static T? Read<T>(byte[] json) => json.AsSpan().IndexOf("\"$type\""u8) < 0
        ? JsonSerializer.Deserialize<T>(json)
        : Unwrap(JsonNode.Parse(json)).Deserialize<T>();

    private static JsonNode? Unwrap(JsonNode? node) => node switch
    {
        JsonObject wrapper when (wrapper["$values"] ?? wrapper["$value"]) is { } inner => Unwrap(inner),
        JsonObject members => new JsonObject(members.Where(member => !member.Key.StartsWith('$')).Select(member => KeyValuePair.Create(member.Key, Unwrap(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Unwrap)]),
        _ => node?.DeepClone(),
    };
}
