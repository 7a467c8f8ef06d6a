using System.Text;
using MedRecords.Grains.Charts;
using MedRecords.Grains.Interfaces.Patients;
using MedRecords.Journal.Sealing;
using MedRecords.Storage.V1;
using MedRecords.V1;

namespace MedRecords.Grains.Patients;

/// <summary>
/// What a patient can be found by: parts of names and their beginnings, identifiers, the birth date. In the
/// store each is a keyed hash; what a hash finds is checked against the chart itself.
/// </summary>
public static class SearchTerms
{
    private const int ShortestBeginning = 3;
    private const int LongestBeginning = 12;

    /// <summary>Keyed hashes under which a patient can be found.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Of(Demographics who, TermHasher hasher)
    {
        var terms = new HashSet<(string Label, string Text)>();
        foreach (var part in NameParts(who))
        {
            terms.Add(("name", part));
            for (var length = ShortestBeginning; length < Math.Min(part.Length, LongestBeginning + 1); length++)
                terms.Add(("name", part[..length]));
        }

        foreach (var identifier in Identifiers(who))
            terms.Add(("identifier", identifier));
        if (who.HasBirthDate)
            terms.Add(("birth", who.BirthDate));
        return terms.Select(t => (ReadOnlyMemory<byte>)hasher.Hash(t.Label, t.Text));
    }

    /// <summary>Keyed hashes that a search needs all of.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Of(PatientCriteria criteria, TermHasher hasher)
    {
        var terms = Words(criteria.Name)
            .Select(word => hasher.Hash("name", word.Length > LongestBeginning ? word[..LongestBeginning] : word))
            .ToList();
        if (Normalize(criteria.Identifier) is { Length: > 0 } identifier)
            terms.Add(hasher.Hash("identifier", identifier));
        if (criteria.BirthDate.Length > 0)
            terms.Add(hasher.Hash("birth", criteria.BirthDate));
        return terms.ConvertAll(t => (ReadOnlyMemory<byte>)t);
    }

    /// <summary>Whether a chart is one that is looked for, by what the event says that last told who the patient is.</summary>
    public static bool Match(ChartEvent? stored, PatientCriteria criteria) =>
        stored is not null && Match(ChartState.ContentOf(stored), criteria);

    /// <summary>Whether these demographics are those that are looked for.</summary>
    public static bool Match(EntryContent? content, PatientCriteria criteria)
    {
        if (content?.Demographics is not { } who)
            return false;
        var parts = NameParts(who).ToList();
        return Words(criteria.Name).All(word => parts.Any(part => part == word || (word.Length >= ShortestBeginning && part.StartsWith(word, StringComparison.Ordinal))))
            && (Normalize(criteria.Identifier) is not { Length: > 0 } identifier || Identifiers(who).Contains(identifier))
            && (criteria.BirthDate.Length == 0 || who.BirthDate == criteria.BirthDate);
    }

    /// <summary>Words of a text in the form in which names are compared: lower case, without accents.</summary>
    public static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Append(Accents.Fold(c));
            }
            else if (!Accents.IsMark(c) && c != '\'' && word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
            yield return word.ToString();
    }

    private static IEnumerable<string> NameParts(Demographics who) =>
        who.Names.Concat(who.OtherNames).SelectMany(n => n.Given.Append(n.Family).Append(n.Text)).SelectMany(Words).Distinct();

    private static IEnumerable<string> Identifiers(Demographics who) =>
        who.Identifiers.Select(i => i.Value).Append(who.SocialSecurityNumber).Select(Normalize).Where(i => i.Length > 0);

    private static string Normalize(string identifier) =>
        string.Concat(identifier.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
