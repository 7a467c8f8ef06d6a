using System.Text;
using System.Text.Json.Nodes;

namespace MedRecords.Battery.Setup;

/// <summary>FHIR bundles to import, of one patient each and of the same number of resources.</summary>
internal static class Bundles
{
    /// <summary>Synthea's bundles, where they were put beside the project; there are others of the same kind.</summary>
    private static readonly string _folder = Path.Combine("..", "shared", "data", "fhir-synthea");

    /// <summary>Bundles that are cut from Synthea's where those are there, and made up otherwise.</summary>
    public static IReadOnlyList<byte[]> Make(int count, int resources)
    {
        var models = System.IO.Directory.Exists(_folder) ? Cut(resources) : [];
        if (models.Count == 0)
            models = [MakeUp(resources)];
        return Enumerable.Range(0, count).Select(i => ForPatient(models[i % models.Count], i)).ToArray();
    }

    private static List<JsonObject> Cut(int resources)
    {
        var models = new List<JsonObject>();
        foreach (var file in System.IO.Directory.GetFiles(_folder, "*.json").Order(StringComparer.Ordinal))
        {
            var bundle = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
            var entries = bundle["entry"]!.AsArray();
            if (entries.Count < resources || ResourceType(entries[0]) != "Patient")
                continue;
            while (entries.Count > resources)
                entries.RemoveAt(entries.Count - 1);
            models.Add(bundle);
        }

        return models;
    }

    /// <summary>A copy of a bundle for another patient: the identifiers are what tells patients apart.</summary>
    private static byte[] ForPatient(JsonObject model, int number)
    {
        var bundle = model.DeepClone();
        bundle["entry"]![0]!["resource"]!["identifier"] = new JsonArray(
            new JsonObject { ["system"] = "urn:medrecords:battery:imported", ["value"] = $"I-{number:D6}" });
        return Encoding.UTF8.GetBytes(bundle.ToJsonString());
    }

    private static string? ResourceType(JsonNode? entry) => (string?)entry?["resource"]?["resourceType"];

    private static JsonObject MakeUp(int resources)
    {
        var patient = new JsonObject { ["resourceType"] = "Patient", ["id"] = "p", ["birthDate"] = "1970-01-01" };
        var entries = new JsonArray(Entry("urn:uuid:0b3a4b0e-7d0e-4d5f-9a53-000000000000", patient));
        for (var i = 1; i < resources; i++)
            entries.Add(Entry($"urn:uuid:0b3a4b0e-7d0e-4d5f-9a53-{i:D12}", Observation(i)));
        return new JsonObject { ["resourceType"] = "Bundle", ["type"] = "collection", ["entry"] = entries };
    }

    private static JsonObject Entry(string url, JsonObject resource) => new() { ["fullUrl"] = url, ["resource"] = resource };

    private static JsonObject Observation(int number) => new()
    {
        ["resourceType"] = "Observation",
        ["id"] = $"o{number}",
        ["status"] = "final",
        ["code"] = new JsonObject
        {
            ["coding"] = new JsonArray(new JsonObject { ["system"] = "http://loinc.org", ["code"] = "8867-4", ["display"] = "Heart rate" }),
            ["text"] = "Heart rate",
        },
        ["subject"] = new JsonObject { ["reference"] = "Patient/p" },
        ["effectiveDateTime"] = "2026-03-14T09:26:53+00:00",
        ["valueQuantity"] = new JsonObject
        {
            ["value"] = 60 + (number % 40),
            ["unit"] = "/min",
            ["system"] = "http://unitsofmeasure.org",
            ["code"] = "/min",
        },
    };
}
