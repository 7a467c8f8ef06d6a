using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MedRecords.Grains.Accounts;
using MedRecords.Grains.Directory;
using MedRecords.Grains.Histories;
using MedRecords.Grains.Interfaces.Accounts;
using MedRecords.Grains.Policy;
using MedRecords.Journal;
using MedRecords.Journal.Commit;
using MedRecords.Storage.V1;
using MedRecords.V1;

namespace MedRecords.Grains.Operations;

/// <summary>
/// Makes a new journal an institution's: the first policy, and one administrator. What is there already
/// stays as it is, and of several silos that start at once one does it.
/// </summary>
public sealed class Institution(
    SealedJournal journal,
    Histories<PolicyState> policies,
    Histories<DirectoryState> directory,
    Histories<AccountState> accounts,
    Passwords passwords,
    TimeProvider time)
{
    /// <summary>User name of the first administrator.</summary>
    public const string Administrator = "admin";

    private const string EverySite = "institution";

    /// <summary>Sets up what is missing. Returns the administrator's password where one was made just now; null otherwise.</summary>
    /// <param name="password">Password for the administrator; empty to have a one-time password made.</param>
    public async Task<string?> SetUpAsync(string password)
    {
        await AddFirstAsync(policies, PolicyState.Id, PolicyState.Apply, () =>
            [new PolicyEvent { RecordedAt = Now(), PolicySet = new PolicySet { Policy = DefaultPolicy.Build() } }]);
        var id = AccountState.IdOf(Administrator, journal.Keys);
        await AddFirstAsync(directory, DirectoryState.Id, DirectoryState.Apply, () =>
        [
            new DirectoryEvent { RecordedAt = Now(), SiteAdded = new SiteAdded { Site = new Site { Id = EverySite, Name = "The institution as a whole" } } },
            new DirectoryEvent { RecordedAt = Now(), AccountListed = new AccountListed { Account = id.ToString() } },
        ]);
        var oneTime = password.Length == 0;
        var chosen = oneTime ? Passwords.Generate() : password;
        var account = new NewAccount(
            Administrator, AccountKind.Staff, "Administrator", chosen, oneTime, [new Assignment { Site = EverySite, Role = Role.Administrator }], string.Empty, string.Empty);
        if ((await accounts.ReadAsync(id)).State.Exists)
            return null;
        var hash = await passwords.HashAsync(chosen);
        var made = await AddFirstAsync(accounts, id, AccountState.Apply, () => AccountDecisions.Make(account, hash, string.Empty, time.GetUtcNow()));
        return made && oneTime ? chosen : null;
    }

    private Timestamp Now() => Timestamp.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>Adds the first events of a history; false where it has some already.</summary>
    private async Task<bool> AddFirstAsync<TState>(Histories<TState> histories, MedRecords.Journal.Contract.HistoryId id, Func<TState, byte[], TState> apply, Func<IReadOnlyList<IMessage>> events)
        where TState : class
    {
        var history = await histories.ReadAsync(id);
        if (history.At.Version > 0)
            return false;
        var access = new AccessRecord
        {
            At = Now(),
            Action = AccessAction.Administer,
            Outcome = AccessOutcome.Permitted,
            Purpose = Purpose.Operations,
            Subject = id.ToString(),
            Origin = "first start",
        };
        var result = await journal.CommitAsync(new Proposal(history.At, [], events(), access, []));
        if (!result.Committed)
        {
            await histories.ReadAsync(id, result.Current[0]);
            return false;
        }

        histories.Learn(new History<TState>(result.After!, result.Events.Aggregate(history.State, (state, next) => apply(state, next.Content))));
        return true;
    }
}
