using MedRecords.V1;

namespace MedRecords.ReferenceModel.Rules;

/// <summary>Who asks for a person: sentence 11.</summary>
internal static class Asking
{
    /// <summary>The rules of the application that asks; null where the person asks.</summary>
    public static RoleRules? Scope(Case c) => c.Application is { } role ? c.Policy.Roles.FirstOrDefault(rules => rules.Role == role) ?? new RoleRules() : null;

    /// <summary>The person's rules as far as the application's own go: what both may.</summary>
    public static RoleRules? Rules(Case c)
    {
        var person = c.Policy.Roles.FirstOrDefault(rules => rules.Role == c.Role);
        if (person is null || Scope(c) is not { } scope)
            return person;
        var both = person.Clone();
        Keep(both.Actions, scope.Actions);
        Keep(both.Reads, scope.Reads);
        Keep(both.Writes, scope.Writes);
        Keep(both.Details, scope.Details);
        Keep(both.Sensitivities, scope.Sensitivities);
        both.OnlyDeceased |= scope.OnlyDeceased;
        return both;
    }

    /// <summary>Whether an application asks that must not see one of these labels, whoever clears them.</summary>
    public static bool IsBeyond(Case c, IReadOnlyList<Sensitivity> labels) => Scope(c) is { } scope && labels.Any(label => !scope.Sensitivities.Contains(label));

    private static void Keep<T>(IList<T> values, ICollection<T> others)
    {
        foreach (var value in values.Where(value => !others.Contains(value)).ToList())
            values.Remove(value);
    }
}
