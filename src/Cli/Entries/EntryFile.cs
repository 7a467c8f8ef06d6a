using System.Text.Json;
using Google.Protobuf;
using MedRecords.Cli.Refusals;
using MedRecords.V1;

namespace MedRecords.Cli.Entries;

/// <summary>Entries in files: EntryContent in protobuf JSON, one object, an array, or one object after the other.</summary>
internal static class EntryFile
{
    private static readonly JsonSerializerOptions SeveralValues = new() { AllowTrailingCommas = false };
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default);

    /// <summary>Reads every entry of a file; "-" is standard input.</summary>
    public static async Task<IReadOnlyList<EntryContent>> ReadAsync(Host host, string path, CancellationToken cancellation)
    {
        await using var stream = path == "-" ? host.Input : File.OpenRead(path);
        var entries = new List<EntryContent>();
        var index = 0;
        try
        {
            await foreach (var value in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(stream, topLevelValues: true, SeveralValues, cancellation))
                foreach (var element in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : Enumerable.Repeat(value, 1))
                {
                    index++;
                    entries.Add(Parser.Parse<EntryContent>(element.GetRawText()));
                }
        }
        catch (Exception e) when (e is JsonException or InvalidProtocolBufferException or InvalidJsonException)
        {
            throw new CliException(ExitCode.BrokenInput, $"{path}: entry {index} is no EntryContent in protobuf JSON: {e.Message}", e);
        }
        return entries.Count > 0 ? entries : throw new CliException(ExitCode.BrokenInput, $"{path} holds no entry.");
    }
}
