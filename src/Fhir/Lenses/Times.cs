using System.Text.Json;
using MedRecords.V1;

namespace MedRecords.Fhir.Lenses;

// A single moment, e.g. effectiveDateTime. Where the type has no period beside it, a period's start is put.
internal sealed class MomentLens(string name, bool only) : Lens<EntryContent>(name)
{
    public override bool Take(JsonElement value, EntryContent target, Rest rest)
    {
        if (value.ValueKind != JsonValueKind.String || target.Time is not null) return false;
        target.Time = new ClinicalTime { Start = value.GetString() };
        return true;
    }

    public override bool Has(EntryContent source) => source.Time is { HasStart: true } && (only || !PeriodLens.IsPeriod(source));

    public override void Put(EntryContent source, JsonElement rest, Utf8JsonWriter json) => json.WriteStringValue(source.Time.Start);
}

// A period, e.g. effectivePeriod. Where the type has no moment beside it, a moment is put as its start.
internal sealed class PeriodLens(string name, bool only) : Lens<EntryContent>(name)
{
    public static bool IsPeriod(EntryContent source) => source.Time is { } time && (time.IsPeriod || time.HasEnd);

    public override bool Take(JsonElement value, EntryContent target, Rest rest)
    {
        if (value.ValueKind != JsonValueKind.Object || target.Time is not null) return false;
        target.Time = new ClinicalTime { IsPeriod = true };
        Shapes.Period.Take(value, target.Time, rest);
        return true;
    }

    public override bool Has(EntryContent source) => only ? source.Time is not null : IsPeriod(source);

    public override void Put(EntryContent source, JsonElement rest, Utf8JsonWriter json) =>
        Shapes.Put(Shapes.Period, source.Time, rest, json);
}

// One end of a period that FHIR writes as two members, e.g. onsetDateTime and abatementDateTime.
internal sealed class BoundLens(string name, Field<ClinicalTime, string> bound) : Lens<EntryContent>(name)
{
    public override bool Take(JsonElement value, EntryContent target, Rest rest)
    {
        if (value.ValueKind != JsonValueKind.String) return false;
        target.Time ??= new ClinicalTime { IsPeriod = true };
        return bound.TrySet(target.Time, value.GetString()!);
    }

    public override bool Has(EntryContent source) => source.Time is { } time && bound.Has(time);

    public override void Put(EntryContent source, JsonElement rest, Utf8JsonWriter json) =>
        json.WriteStringValue(bound.Get(source.Time));
}
