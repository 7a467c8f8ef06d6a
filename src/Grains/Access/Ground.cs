using MedRecords.Grains.Accounts;
using MedRecords.Grains.Histories;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Policy;
using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;
using MedRecords.V1;

namespace MedRecords.Grains.Access;

/// <summary>What a decision about a caller is based on, besides the chart: the account and the policy, each at a version.</summary>
/// <param name="Account">The caller's account.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Person">The account of the person for whom an application asks; null where the caller asks themselves.</param>
/// <param name="Process">The process that decides.</param>
public sealed record Ground(History<AccountState> Account, History<PolicyState> Policy, History<AccountState>? Person, ServingProcess Process)
{
    /// <summary>The versions seen: account, then policy, then person.</summary>
    public Seen[] Seen { get; } = Person is null ? [Account.At.Seen, Policy.At.Seen] : [Account.At.Seen, Policy.At.Seen, Person.At.Seen];

    /// <summary>The question that the rules decide.</summary>
    public AccessQuestion Ask(Caller caller, AccessAction action, DateTimeOffset at) =>
        new(caller, (Person ?? Account).State, Policy.State.InForce(at), action, at)
        {
            Who = (Person ?? Account).At.Id.ToString(),
            Application = Person is null ? null : Account.State,
            System = Process.Label,
        };
}

/// <summary>Finds the ground of a decision.</summary>
public sealed class Grounds(Histories<AccountState> accounts, Histories<PolicyState> policies, InstitutionKeys keys, ServingProcess process)
{
    /// <summary>The ground as known here.</summary>
    public async ValueTask<Ground> ReadAsync(Caller caller)
    {
        var account = await accounts.ReadAsync(AccountOf(caller));
        var policy = await policies.ReadAsync(PolicyState.Id);
        // Only an application asks for somebody else; anyone else's word for it counts nothing.
        var person = caller.OnBehalfOf.Length > 0 && account.State.Kind == AccountKind.Application && PersonOf(caller) is var id && id != account.At.Id
            ? await accounts.ReadAsync(id)
            : null;
        return new Ground(account, policy, person, process);
    }

    /// <summary>Reads what is newer than a decision saw, given the current versions of what it saw.</summary>
    public async Task CatchUpAsync(IReadOnlyList<Seen> seen, IReadOnlyList<long> current)
    {
        for (var i = 0; i < seen.Count; i++)
        {
            if (seen[i].History.Kind == HistoryKind.Account)
                await accounts.ReadAsync(seen[i].History, current[i]);
            else if (seen[i].History.Kind == HistoryKind.Policy)
                await policies.ReadAsync(seen[i].History, current[i]);
        }
    }

    /// <summary>The newest state of an account; null where there is none.</summary>
    public async Task<AccountState?> FindAccountAsync(string account) =>
        HistoryId.TryParse(account, HistoryKind.Account, out var id) && (await accounts.ReadNewestAsync(id)).State is { Exists: true } state ? state : null;

    /// <summary>The history of the caller's account.</summary>
    public static HistoryId AccountOf(Caller caller) =>
        HistoryId.TryParse(caller.Account, HistoryKind.Account, out var id)
            ? id
            : throw new ArgumentException("The caller's account is not an account's id.", nameof(caller));

    private HistoryId PersonOf(Caller caller) =>
        HistoryId.TryParse(caller.OnBehalfOf, HistoryKind.Account, out var id) ? id : AccountState.IdOf(caller.OnBehalfOf, keys);
}
