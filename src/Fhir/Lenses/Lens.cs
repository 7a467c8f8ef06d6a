using System.Text;
using System.Text.Json;

namespace MedRecords.Fhir.Lenses;

// One row of a table: a JSON member and where its value goes in a message. What Take takes and what it
// writes to the rest are together the whole value, and Put makes the value again from the two.
internal abstract class Lens<T>
{
    protected Lens(string name, string? restName = null)
    {
        Name = JsonEncodedText.Encode(name);
        Key = Encoding.UTF8.GetBytes(name);
        RestKey = Encoding.UTF8.GetBytes(restName ?? name);
    }

    public JsonEncodedText Name { get; }

    // The member's name in a resource.
    public byte[] Key { get; }

    // The name under which the rest of a taken value is kept.
    public byte[] RestKey { get; }

    // A required member decides whether its object has this shape at all, and is always put.
    public virtual bool Required => false;

    // Whether a required member has the value that the shape asks for.
    public virtual bool Accepts(JsonElement value) => true;

    // False, with nothing changed in the target, where the value cannot be put back from the message and a rest.
    public abstract bool Take(JsonElement value, T target, Rest rest);

    // Whether the message holds something for this member.
    public abstract bool Has(T source);

    // Whether the member is to be put, given the rest under its RestKey (undefined where there is none).
    public virtual bool Puts(T source, JsonElement rest) => Has(source);

    public abstract void Put(T source, JsonElement rest, Utf8JsonWriter json);
}
