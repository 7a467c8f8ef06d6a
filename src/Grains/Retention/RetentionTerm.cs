using MedRecords.V1;

namespace MedRecords.Grains.Retention;

/// <summary>How long a chart is kept by a policy, as a pure function. Where something is not known, the longest term counts.</summary>
/// <remarks>
/// A term ends with the day that has the number of the one it counts from (as BGB 187 and 188 have it); one that counts
/// from 29 February ends on 1 March of common years. The day after it is the first on which the chart is due.
/// </remarks>
public static class RetentionTerm
{
    /// <summary>Age in years at which nobody is a minor any more.</summary>
    public const int Majority = 18;

    /// <summary>The last day of a chart's retention; null where it has no end: the policy says none, or keeps, or care goes on.</summary>
    public static DateOnly? KeptUntil(RetentionRules? rules, RetentionFacts facts)
    {
        if (rules?.Usual is null || rules.AtEnd == RetentionEnd.Keep || facts.HasOpenEncounter)
            return null;
        if (EndOf(rules.Usual, facts, facts.NewestOfAll) is not { } end)
            return null;
        foreach (var longer in rules.Kinds)
        {
            if (facts.Newest.TryGetValue(longer.Kind, out var newest) && EndOf(longer.Period, facts, newest) is { } other && other > end)
                end = other;
        }

        return end;
    }

    /// <summary>Whether a term has passed at a moment.</summary>
    public static bool HasPassed(DateOnly? keptUntil, DateTimeOffset at) => keptUntil is { } end && DateOnly.FromDateTime(at.UtcDateTime) > end;

    /// <summary>The latest end of what a period says of such a patient; null where it says nothing of them.</summary>
    private static DateOnly? EndOf(RetentionPeriod period, RetentionFacts facts, DateOnly newest)
    {
        DateOnly? end = null;
        Count(newest, period.YearsAfterEntry);
        Count(facts.LastEncounter, period.YearsAfterLastEncounter);
        if (facts.Died is { } died)
            Count(died, period.YearsAfterDeath);
        // Who may have been born on the day of the encounter was, as long as nothing else is known.
        var born = facts.Born ?? facts.LastEncounter;
        if (facts.LastEncounter < After(born, Majority))
            Count(born, period.MinorsUntilAge);
        return end;

        void Count(DateOnly from, int years)
        {
            if (years > 0 && After(from, years) is var until && (end is null || until > end))
                end = until;
        }
    }

    private static DateOnly After(DateOnly day, int years)
    {
        if (day.Year + years > DateOnly.MaxValue.Year)
            return DateOnly.MaxValue;
        var end = day.AddYears(years);
        return end.Day == day.Day ? end : end.AddDays(1);
    }
}
