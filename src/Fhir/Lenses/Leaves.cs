using System.Globalization;
using System.Text.Json;
using Google.Protobuf.Collections;

namespace MedRecords.Fhir.Lenses;

// JSON text.
internal sealed class TextLens<T>(string name, Field<T, string> field) : Lens<T>(name)
{
    public override bool Take(JsonElement value, T target, Rest rest) =>
        value.ValueKind == JsonValueKind.String && field.TrySet(target, value.GetString()!);

    public override bool Has(T source) => field.Has(source);

    public override void Put(T source, JsonElement rest, Utf8JsonWriter json) => json.WriteStringValue(field.Get(source));
}

// A JSON number kept as the text it was written as.
internal sealed class DecimalLens<T>(string name, Field<T, string> field) : Lens<T>(name)
{
    public override bool Take(JsonElement value, T target, Rest rest) =>
        value.ValueKind == JsonValueKind.Number && field.TrySet(target, value.GetRawText());

    public override bool Has(T source) => field.Has(source);

    // An amount recorded here may not be a number ("trace"); as text it is at least not lost.
    public override void Put(T source, JsonElement rest, Utf8JsonWriter json)
    {
        var text = field.Get(source);
        if (IsNumber(text)) json.WriteRawValue(text, skipInputValidation: true);
        else json.WriteStringValue(text);
    }

    // The number grammar of JSON: -?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?
    private static bool IsNumber(ReadOnlySpan<char> text)
    {
        if (text is ['-', ..]) text = text[1..];
        if (text is ['0', ..]) text = text[1..];
        else if (!SkipDigits(ref text)) return false;
        if (text is ['.', ..] && !SkipDigits(ref text, after: 1)) return false;
        if (text is ['e' or 'E', '+' or '-', ..]) return SkipDigits(ref text, after: 2) && text.IsEmpty;
        if (text is ['e' or 'E', ..]) return SkipDigits(ref text, after: 1) && text.IsEmpty;
        return text.IsEmpty;
    }

    private static bool SkipDigits(ref ReadOnlySpan<char> text, int after = 0)
    {
        text = text[after..];
        var digits = text.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : text.Length;
        text = text[digits..];
        return digits > 0;
    }
}

// true or false.
internal sealed class FlagLens<T>(string name, Field<T, bool> field) : Lens<T>(name)
{
    public override bool Take(JsonElement value, T target, Rest rest) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False && field.TrySet(target, value.GetBoolean());

    public override bool Has(T source) => field.Has(source);

    public override void Put(T source, JsonElement rest, Utf8JsonWriter json) => json.WriteBooleanValue(field.Get(source));
}

// A whole number, in its shortest form: "3", not "3.0" or "-0".
internal sealed class WholeLens<T>(string name, Field<T, int> field) : Lens<T>(name)
{
    public override bool Take(JsonElement value, T target, Rest rest) =>
        value.ValueKind == JsonValueKind.Number
        && value.TryGetInt32(out var number)
        && number.ToString(CultureInfo.InvariantCulture) == value.GetRawText()
        && field.TrySet(target, number);

    public override bool Has(T source) => field.Has(source);

    public override void Put(T source, JsonElement rest, Utf8JsonWriter json) => json.WriteNumberValue(field.Get(source));
}

// An array of text.
internal sealed class TextsLens<T>(string name, Func<T, RepeatedField<string>> field) : Lens<T>(name)
{
    public override bool Take(JsonElement value, T target, Rest rest)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0) return false;
        if (value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String)) return false;
        foreach (var item in value.EnumerateArray()) field(target).Add(item.GetString()!);
        return true;
    }

    public override bool Has(T source) => field(source).Count > 0;

    public override void Put(T source, JsonElement rest, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var item in field(source)) json.WriteStringValue(item);
        json.WriteEndArray();
    }
}

// Text that says what its object is: an extension's url, for one.
internal sealed class ConstantLens<T>(string name, string constant) : Lens<T>(name)
{
    public override bool Required => true;

    public override bool Accepts(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.ValueEquals(constant);

    public override bool Take(JsonElement value, T target, Rest rest) => true;

    public override bool Has(T source) => true;

    public override void Put(T source, JsonElement rest, Utf8JsonWriter json) => json.WriteStringValue(constant);
}
