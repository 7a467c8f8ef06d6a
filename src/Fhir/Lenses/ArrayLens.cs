using System.Collections;
using System.Text.Json;

namespace MedRecords.Fhir.Lenses;

// A JSON array whose elements go to one of several places, each with its route; the first route that takes an
// element has it. Nothing more needs to be kept where putting the routes' elements back one route after the
// other makes the same array. Otherwise the rest has an array under "~" and the name, with a step for each
// element: the route's number; or [number, what the route left]; or [element], kept whole.
internal sealed class ArrayLens<T>(string name, params Route<T>[] routes) : Lens<T>(name, "~" + name)
{
    public override bool Take(JsonElement value, T target, Rest rest)
    {
        if (value.ValueKind != JsonValueKind.Array) return false;
        var start = rest.Length;
        rest.Open('[');
        var (latest, any, plain) = (0, false, true);
        foreach (var element in value.EnumerateArray())
        {
            var route = TakeOne(element, target, rest, out var whole);
            any |= route >= 0;
            plain &= whole && route >= latest;
            latest = route;
        }

        if (!any || plain) rest.CutTo(start);
        else rest.Close(']');
        return any;
    }

    public override bool Has(T source) => routes.Any(route => route.Has(source));

    // Elements that are kept whole need the array though the message has nothing for it.
    public override bool Puts(T source, JsonElement rest) =>
        Has(source) || (rest.ValueKind == JsonValueKind.Array && rest.EnumerateArray().Any(IsKeptWhole));

    public override void Put(T source, JsonElement rest, Utf8JsonWriter json)
    {
        var queues = Array.ConvertAll(routes, route => route.Items(source));
        var next = new int[routes.Length];
        json.WriteStartArray();
        if (rest.ValueKind == JsonValueKind.Array)
        {
            foreach (var step in rest.EnumerateArray()) PutStep(step, queues, next, json);
        }

        // Without steps this is everything; after them, it is what was recorded since.
        for (var route = 0; route < routes.Length; route++)
        {
            while (next[route] < queues[route].Count) routes[route].Put(queues[route][next[route]++]!, default, json);
        }

        json.WriteEndArray();
    }

    // Writes the element's step and says its route, -1 for none.
    private int TakeOne(JsonElement element, T target, Rest rest, out bool whole)
    {
        var start = rest.Length;
        rest.Open('[');
        var open = rest.Length;
        for (var route = 0; route < routes.Length; route++)
        {
            rest.Number(route);
            var numbered = rest.Length;
            if (routes[route].Take(element, target, rest))
            {
                whole = rest.Length == numbered;
                if (!whole)
                {
                    rest.Close(']');
                    return route;
                }

                rest.CutTo(start);
                rest.Number(route);
                return route;
            }

            rest.CutTo(open);
        }

        whole = false;
        rest.Value(element);
        rest.Close(']');
        return -1;
    }

    private void PutStep(JsonElement step, IList[] queues, int[] next, Utf8JsonWriter json)
    {
        if (IsKeptWhole(step))
        {
            Shapes.PutAsItIs(step[0], json);
            return;
        }

        var (number, rest) = step.ValueKind == JsonValueKind.Array && step.GetArrayLength() == 2 ? (step[0], step[1]) : (step, default);
        if (number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out var route)) return;
        if (route < 0 || route >= routes.Length || next[route] >= queues[route].Count) return;
        routes[route].Put(queues[route][next[route]++]!, rest, json);
    }

    private static bool IsKeptWhole(JsonElement step) => step.ValueKind == JsonValueKind.Array && step.GetArrayLength() == 1;
}
