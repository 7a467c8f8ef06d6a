using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace MedRecords.Fhir.Lenses;

// The members of a JSON object that a message models. The others, and what lenses leave of theirs, go to the
// rest under their own names; a name that begins with the escape sign gets one more.
internal sealed class Shape<T>
{
    private readonly Lens<T>[] lenses;
    private readonly bool asks;

    public Shape(params IEnumerable<Lens<T>> lenses)
    {
        this.lenses = [.. lenses];
        asks = this.lenses.Any(lens => lens.Required);
        if (this.lenses.Length > 64) throw new ArgumentException("A shape has at most 64 members.", nameof(lenses));
    }

    // Whether the value is an object with everything that this shape requires.
    public bool Admits(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) return false;
        if (!asks) return true;
        foreach (var lens in lenses)
        {
            if (lens.Required && !(value.TryGetProperty(lens.Key, out var member) && lens.Accepts(member))) return false;
        }

        return true;
    }

    // Takes an admitted object apart. Writes an object to the rest, or nothing where nothing is left.
    public void Take(JsonElement value, T target, Rest rest)
    {
        var start = rest.Length;
        rest.Open('{');
        var open = rest.Length;
        foreach (var member in value.EnumerateObject())
        {
            var written = JsonMarshal.GetRawUtf8PropertyName(member);
            var name = Unescaped(written, member);
            var index = Find(name);
            if (index >= 0 && TryTake(lenses[index], member.Value, target, rest)) continue;
            rest.Name(written, escaped: name.StartsWith(Shapes.Escape));
            rest.Value(member.Value);
        }

        if (rest.Length == open) rest.CutTo(start);
        else rest.Close('}');
    }

    public bool Has(T source)
    {
        foreach (var lens in lenses)
        {
            if (!lens.Required && lens.Has(source)) return true;
        }

        return false;
    }

    public bool Has(T source, string name) => Find(Encoding.UTF8.GetBytes(name)) is >= 0 and var index && lenses[index].Has(source);

    // Writes the members of an object, without its braces.
    public void Put(T source, JsonElement rest, Utf8JsonWriter json)
    {
        var hasRest = rest.ValueKind == JsonValueKind.Object;
        var done = 0UL;
        for (var index = 0; index < lenses.Length; index++)
        {
            var lens = lenses[index];
            JsonElement own = default;
            if (hasRest) rest.TryGetProperty(lens.RestKey, out own);
            if (!lens.Required && !lens.Puts(source, own)) continue;
            json.WritePropertyName(lens.Name);
            lens.Put(source, own, json);
            done |= 1UL << index;
        }

        if (hasRest) PutOthers(rest, done, json);
    }

    private void PutOthers(JsonElement rest, ulong done, Utf8JsonWriter json)
    {
        foreach (var member in rest.EnumerateObject())
        {
            var name = Unescaped(JsonMarshal.GetRawUtf8PropertyName(member), member);
            if (name.StartsWith(Shapes.Escape))
            {
                name = name[1..];
                if (!name.StartsWith(Shapes.Escape)) continue;
            }
            else if (Find(name) is >= 0 and var index && (done & (1UL << index)) != 0)
            {
                continue;
            }

            json.WritePropertyName(name);
            Shapes.PutAsItIs(member.Value, json);
        }
    }

    private static bool TryTake(Lens<T> lens, JsonElement value, T target, Rest rest)
    {
        var start = rest.Length;
        rest.Name(lens.RestKey);
        var named = rest.Length;
        var taken = lens.Take(value, target, rest);
        if (!taken || rest.Length == named) rest.CutTo(start);
        return taken;
    }

    private int Find(ReadOnlySpan<byte> name)
    {
        for (var index = 0; index < lenses.Length; index++)
        {
            if (name.SequenceEqual(lenses[index].Key)) return index;
        }

        return -1;
    }

    private static ReadOnlySpan<byte> Unescaped(ReadOnlySpan<byte> written, JsonProperty member) =>
        written.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(member.Name) : written;
}
