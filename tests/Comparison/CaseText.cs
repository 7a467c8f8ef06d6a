using System.Collections;
using System.Reflection;
using MedRecords.ReferenceModel;

namespace MedRecords.Comparison;

/// <summary>A case in words, for whoever looks into a disagreement.</summary>
internal static class CaseText
{
    /// <summary>One line for each property, lists one line an item.</summary>
    public static IEnumerable<string> Of(Case c)
    {
        foreach (var property in typeof(Case).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var value = property.GetValue(c);
            if (value is not IEnumerable items || value is string)
                yield return $"{property.Name}: {value}";
            else
                foreach (var item in items)
                    yield return item is EntryHeader entry ? $"Entry: {entry.Kind} [{string.Join(' ', entry.Labels)}]" : $"{property.Name}: {item}";
        }
    }
}
