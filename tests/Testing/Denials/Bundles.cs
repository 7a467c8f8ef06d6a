namespace MedRecords.Testing.Denials;

/// <summary>The smallest bundles to import.</summary>
public static class Bundles
{
    /// <summary>The bundle of the patient with an identifier, as JSON.</summary>
    public static string Of(string identifier) =>
        $$$"""{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"p","identifier":[{"system":"urn:medrecords:denials","value":"{{{identifier}}}"}],"name":[{"family":"Imported"}],"birthDate":"1970-01-01"}}]}""";
}
