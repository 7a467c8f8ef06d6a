using MedRecords.Cli.Reading;
using MedRecords.Cli.Refusals;
using MedRecords.V1;

namespace MedRecords.Cli.Entries;

/// <summary>Roles at sites as people type them: "nurse@ward-3".</summary>
internal static class Roles
{
    /// <summary>A role at a site in the form in which it is typed.</summary>
    public static string ToText(Assignment assignment) =>
        assignment.Site.Length > 0 ? $"{Words.Of(assignment.Role, '-')}@{assignment.Site}" : Words.Of(assignment.Role, '-');

    /// <summary>Reads what was typed.</summary>
    public static Assignment Parse(string text)
    {
        var (role, site) = text.Split('@', 2) is [var before, var after] ? (before, after) : (text, "");
        return new Assignment
        {
            Role = Words.Parse<Role>(role) ?? throw CliException.Usage($"'{role}' is no role: use one of {string.Join(", ", Words.All<Role>())}, e.g. nurse@ward-3."),
            Site = site,
        };
    }
}
