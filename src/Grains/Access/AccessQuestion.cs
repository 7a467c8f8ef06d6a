using MedRecords.Grains.Accounts;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Policy;
using MedRecords.V1;

namespace MedRecords.Grains.Access;

/// <summary>What the rules decide on; all of it immutable, none of it read while deciding.</summary>
/// <param name="Caller">Who calls.</param>
/// <param name="Account">The account of whoever is judged: the caller, or the person for whom an application asks.</param>
/// <param name="Policy">The policy in force then.</param>
/// <param name="Action">What is to be done.</param>
/// <param name="At">When.</param>
public sealed record AccessQuestion(Caller Caller, AccountState Account, PolicyRules Policy, AccessAction Action, DateTimeOffset At)
{
    /// <summary>Id of the account that is judged.</summary>
    public string Who { get; init; } = Caller.Account;

    /// <summary>The application that asks for a person; null where whoever is judged asks themselves.</summary>
    public AccountState? Application { get; init; }

    /// <summary>The process that decides, for the record: no rule depends on it.</summary>
    public string System { get; init; } = string.Empty;

    /// <summary>The account that signed in.</summary>
    public AccountState SignedIn => Application ?? Account;

    /// <summary>
    /// The rights in a capacity, null where there are none: those of the role, and where an application asks, no more
    /// than it has itself at the same site.
    /// </summary>
    public RoleRights? RightsOf(Hat hat)
    {
        var rights = Policy.RightsOf(hat.Role);
        if (Application is null || rights is null)
            return rights;
        var scopes = Application.Assignments
            .Where(assignment => hat.Site.Length == 0 || assignment.Site == hat.Site)
            .Select(assignment => Policy.RightsOf(assignment.Role)).OfType<RoleRights>().ToList();
        return (scopes.Find(scope => scope.May(Action)) ?? scopes.FirstOrDefault()) is { } scope ? rights.Within(scope) : null;
    }
}
