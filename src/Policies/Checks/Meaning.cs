using System.Text.RegularExpressions;
using Google.Protobuf;

namespace MedRecords.Policies.Checks;

/// <summary>What a policy has to make sense of beyond its form.</summary>
public static partial class Meaning
{
    /// <summary>What does not fit together in a policy whose form is sound.</summary>
    public static IEnumerable<Complaint> Check(IMessage policy)
    {
        var statements = Statements.Of(policy).ToDictionary(statement => statement.Path, StringComparer.Ordinal);
        return CheckId(statements).Concat(CheckCountries(statements)).Concat(CheckAdministrator(statements)).Concat(CheckAges(statements)).Concat(CheckSources(statements));
    }

    private static IEnumerable<Complaint> CheckId(Dictionary<string, Statement> statements) =>
        Id().IsMatch(statements["id"].Words[0]) ? [] : [new Complaint("id", "'id' has lower-case letters, digits and dashes only.")];

    private static IEnumerable<Complaint> CheckCountries(Dictionary<string, Statement> statements) =>
        statements.TryGetValue("storage.countries", out var countries) && !countries.Words.All(Country().IsMatch)
            ? [new Complaint("storage.countries", "'countries' are two capital letters each, as ISO 3166-1 has them.")]
            : [];

    // Otherwise nobody could ever set another policy.
    private static IEnumerable<Complaint> CheckAdministrator(Dictionary<string, Statement> statements) =>
        statements.TryGetValue("roles.administrator.actions", out var actions) && actions.Words.Contains("administer")
            ? []
            : [new Complaint("roles", "Nobody could change this policy any more: give the role 'administrator' the action 'administer'.")];

    private static IEnumerable<Complaint> CheckAges(Dictionary<string, Statement> statements) =>
        statements.TryGetValue("proxies.guardian_narrows_at", out var narrows) && statements.TryGetValue("proxies.guardian_ends_at", out var ends) && ends.Values[0] is int end and > 0 && narrows.Values[0] is int narrow && narrow > end
            ? [new Complaint("proxies.guardian_narrows_at", "'guardian_narrows_at' must not be greater than 'guardian_ends_at'.")]
            : [];

    // A source of something that the policy does not say helps nobody, and a bound of it would never bind.
    private static IEnumerable<Complaint> CheckSources(Dictionary<string, Statement> statements)
    {
        var named = statements.Values.Where(statement => statement.Path.StartsWith("sources.", StringComparison.Ordinal) && statement.Field.Name == "statement");
        return named.Where(source => !statements.Keys.Any(path => path == source.Words[0] || path.StartsWith($"{source.Words[0]}.", StringComparison.Ordinal)))
            .Select(source => new Complaint(source.Path[..^".statement".Length], "This statement is not in the policy: name a key, with dots between, e.g. 'roles.nurse.actions'."));
    }

    [GeneratedRegex("^[a-z0-9-]+$")]
    private static partial Regex Id();

    [GeneratedRegex("^[A-Z]{2}$")]
    private static partial Regex Country();
}
