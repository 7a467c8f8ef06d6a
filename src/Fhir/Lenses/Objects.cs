using System.Text.Json;

namespace MedRecords.Fhir.Lenses;

// A JSON object that is a message of its own.
internal sealed class ObjectLens<T, TSub>(string name, Field<T, TSub> field, Shape<TSub> shape) : Lens<T>(name)
    where TSub : class, new()
{
    public override bool Take(JsonElement value, T target, Rest rest)
    {
        if (!shape.Admits(value)) return false;
        var sub = new TSub();
        shape.Take(value, sub, rest);
        return field.TrySet(target, sub);
    }

    public override bool Has(T source) => field.Has(source);

    public override void Put(T source, JsonElement rest, Utf8JsonWriter json) =>
        Shapes.Put(shape, field.Get(source), rest, json);
}

// A JSON object whose members belong to the same message: FHIR groups what we do not.
internal sealed class WithinLens<T>(string name, Shape<T> shape) : Lens<T>(name)
{
    public override bool Take(JsonElement value, T target, Rest rest)
    {
        if (!shape.Admits(value) || shape.Has(target)) return false;
        var start = rest.Length;
        shape.Take(value, target, rest);
        if (shape.Has(target)) return true;
        rest.CutTo(start);
        return false;
    }

    public override bool Has(T source) => shape.Has(source);

    public override void Put(T source, JsonElement rest, Utf8JsonWriter json) => Shapes.Put(shape, source, rest, json);
}

// The same, where the object must be there for its parent to have the shape at all.
internal sealed class WrappedLens<T>(string name, Shape<T> shape) : Lens<T>(name)
{
    public override bool Required => true;

    public override bool Accepts(JsonElement value) => shape.Admits(value);

    public override bool Take(JsonElement value, T target, Rest rest)
    {
        shape.Take(value, target, rest);
        return true;
    }

    public override bool Has(T source) => true;

    public override void Put(T source, JsonElement rest, Utf8JsonWriter json) => Shapes.Put(shape, source, rest, json);
}

// A row about a part of a message, used where the whole message is expected.
internal sealed class PartLens<T, TPart>(Func<T, TPart?> part, Lens<TPart> lens)
    : Lens<T>(lens.Name.Value, System.Text.Encoding.UTF8.GetString(lens.RestKey))
    where TPart : class
{
    public override bool Take(JsonElement value, T target, Rest rest) => part(target) is { } own && lens.Take(value, own, rest);

    public override bool Has(T source) => part(source) is { } own && lens.Has(own);

    public override bool Puts(T source, JsonElement rest) => part(source) is { } own && lens.Puts(own, rest);

    public override void Put(T source, JsonElement rest, Utf8JsonWriter json) => lens.Put(part(source)!, rest, json);
}
