using System.Collections;
using System.Text.Json;
using Google.Protobuf.Collections;

namespace MedRecords.Fhir.Lenses;

// Where an element of an array goes.
internal abstract class Route<T>
{
    // False, with nothing changed in the target, where this route does not have the element.
    public abstract bool Take(JsonElement element, T target, Rest rest);

    public abstract bool Has(T source);

    // What this route has to put back, in order.
    public abstract IList Items(T source);

    public abstract void Put(object item, JsonElement rest, Utf8JsonWriter json);
}

// Each element is a message in a repeated field. A field that is shared by several routes is split among them
// by what each of them has.
internal sealed class EachRoute<T, TItem>(
    Func<T, RepeatedField<TItem>> field,
    Shape<TItem> shape,
    Func<TItem, bool>? only = null,
    bool shared = false) : Route<T>
    where TItem : class, new()
{
    public override bool Take(JsonElement element, T target, Rest rest)
    {
        if (!shape.Admits(element)) return false;
        var start = rest.Length;
        var item = new TItem();
        shape.Take(element, item, rest);
        if (only is null || only(item))
        {
            field(target).Add(item);
            return true;
        }

        rest.CutTo(start);
        return false;
    }

    public override bool Has(T source) => shared ? field(source).Any(only!) : field(source).Count > 0;

    public override IList Items(T source) => shared ? field(source).Where(only!).ToList() : field(source);

    public override void Put(object item, JsonElement rest, Utf8JsonWriter json) => Shapes.Put(shape, (TItem)item, rest, json);
}

// Each element has one text that goes to a repeated field.
internal sealed class EachTextRoute<T>(Func<T, RepeatedField<string>> field, string name, string? url = null) : Route<T>
{
    private readonly Shape<Line> shape = new(url is null ? [new LineLens(name)] : [new ConstantLens<Line>("url", url), new LineLens(name)]);

    public override bool Take(JsonElement element, T target, Rest rest)
    {
        if (!shape.Admits(element)) return false;
        var line = new Line();
        shape.Take(element, line, rest);
        field(target).Add(line.Text);
        return true;
    }

    public override bool Has(T source) => field(source).Count > 0;

    public override IList Items(T source) => field(source);

    public override void Put(object item, JsonElement rest, Utf8JsonWriter json) =>
        Shapes.Put(shape, new Line { Text = (string)item }, rest, json);

    private sealed class Line
    {
        public string Text { get; set; } = "";
    }

    private sealed class LineLens(string name) : Lens<Line>(name)
    {
        public override bool Required => true;

        public override bool Accepts(JsonElement value) => value.ValueKind == JsonValueKind.String;

        public override bool Take(JsonElement value, Line target, Rest rest)
        {
            target.Text = value.GetString()!;
            return true;
        }

        public override bool Has(Line source) => true;

        public override void Put(Line source, JsonElement rest, Utf8JsonWriter json) => json.WriteStringValue(source.Text);
    }
}

// The first element with this shape goes to fields of the message itself.
internal sealed class OneRoute<T>(Shape<T> shape) : Route<T>
    where T : class
{
    public override bool Take(JsonElement element, T target, Rest rest)
    {
        if (!shape.Admits(element) || shape.Has(target)) return false;
        var start = rest.Length;
        shape.Take(element, target, rest);
        if (shape.Has(target)) return true;
        rest.CutTo(start);
        return false;
    }

    public override bool Has(T source) => shape.Has(source);

    public override IList Items(T source) => shape.Has(source) ? new[] { source } : [];

    public override void Put(object item, JsonElement rest, Utf8JsonWriter json) => Shapes.Put(shape, (T)item, rest, json);
}

// The first element is a message in a field of its own.
internal sealed class FirstRoute<T, TItem>(Field<T, TItem> field, Shape<TItem> shape) : Route<T>
    where TItem : class, new()
{
    public override bool Take(JsonElement element, T target, Rest rest)
    {
        if (!shape.Admits(element) || field.Has(target)) return false;
        var item = new TItem();
        shape.Take(element, item, rest);
        return field.TrySet(target, item);
    }

    public override bool Has(T source) => field.Has(source);

    public override IList Items(T source) => field.Has(source) ? new[] { field.Get(source) } : [];

    public override void Put(object item, JsonElement rest, Utf8JsonWriter json) => Shapes.Put(shape, (TItem)item, rest, json);
}

// A route into a part of a message, used where the whole message is expected.
internal sealed class PartRoute<T, TPart>(Func<T, TPart?> part, Route<TPart> route) : Route<T>
    where TPart : class
{
    public override bool Take(JsonElement element, T target, Rest rest) => part(target) is { } own && route.Take(element, own, rest);

    public override bool Has(T source) => part(source) is { } own && route.Has(own);

    public override IList Items(T source) => part(source) is { } own ? route.Items(own) : Array.Empty<object>();

    public override void Put(object item, JsonElement rest, Utf8JsonWriter json) => route.Put(item, rest, json);
}
