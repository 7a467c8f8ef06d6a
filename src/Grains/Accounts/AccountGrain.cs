using MedRecords.Grains.Access;
using MedRecords.Grains.Directory;
using MedRecords.Grains.Histories;
using MedRecords.Grains.Interfaces.Accounts;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Journal.Contract;
using MedRecords.Storage.V1;
using MedRecords.V1;
using AccountMade = MedRecords.Grains.Interfaces.Accounts.AccountMade;

namespace MedRecords.Grains.Accounts;

/// <summary>An account.</summary>
public sealed class AccountGrain(
    HistoryWriter<AccountState> writer,
    Histories<AccountState> accounts,
    Histories<DirectoryState> directory,
    Passwords passwords,
    SessionTokens tokens) : Grain, IAccountGrain
{
    private static readonly Refusal NoSuchAccount = new(ErrorReason.NotFound, "There is no such account. Check the user name.");

    private string Id => this.GetPrimaryKeyString();

    private HistoryId History => HistoryId.TryParse(Id, HistoryKind.Account, out var id) ? id : throw new ArgumentException("The key is not an account's id.");

    /// <inheritdoc/>
    public async Task<Answer<Session>> SignInAsync(string password, string origin)
    {
        // The account vouches for nobody yet: the caller is the account itself, without a session.
        var caller = new Caller(Id, string.Empty, Purpose.Unspecified, string.Empty, origin);
        var known = await accounts.ReadNewestAsync(History);
        var fits = await passwords.CheckAsync(known.State.PasswordHash, password);
        var session = SessionTokens.NewSession();
        return await writer.CarryOutAsync<Session>(History, caller, AccessAction.SignIn, static _ => Verdict.WithoutRole(null), (state, at) =>
        {
            // While it is locked nothing is added: who keeps trying must not keep the owner out for ever.
            if (!state.Exists || AccountDecisions.IsLocked(state, at))
                return (Answer<Session>)AccountDecisions.SignInFailed;
            // A password that was changed meanwhile was not the one that was checked.
            if (!fits || !state.Enabled || state.PasswordHash != known.State.PasswordHash)
                return new HistoryStep<Session>([AccountDecisions.Event(Id, at, e => e.SignInFailed = new SignInFailed())], AccountDecisions.SignInFailed);
            return new HistoryStep<Session>([AccountDecisions.BeginSession(session, Id, at)], Begun(state, session, at))
            {
                What = state.MustChangePassword ? SystemEvent.PasswordDue : SystemEvent.SignedIn,
            };
        }, SystemEvent.SignedIn);
    }

    /// <inheritdoc/>
    public Task<Answer<Done>> SignOutAsync(Caller caller, bool everywhere) =>
        writer.CarryOutAsync<Done>(History, caller, AccessAction.SignIn, Own, (_, at) =>
        {
            var ended = new SessionEnded { Session = everywhere ? string.Empty : caller.Session };
            return new HistoryStep<Done>([AccountDecisions.Event(caller.Account, at, e => e.SessionEnded = ended)], Done.Instance);
        }, everywhere ? SystemEvent.SignedOutEverywhere : SystemEvent.SignedOut);

    /// <inheritdoc/>
    public async Task<Answer<Session>> ChangePasswordAsync(Caller caller, string currentPassword, string newPassword)
    {
        var known = await accounts.ReadNewestAsync(History);
        var fits = await passwords.CheckAsync(known.State.PasswordHash, currentPassword);
        var hash = await passwords.HashAsync(newPassword);
        var session = SessionTokens.NewSession();
        return await writer.CarryOutAsync<Session>(History, caller, AccessAction.SignIn, Own, (state, at) =>
        {
            if (AccountDecisions.CheckPassword(newPassword) is { } weak)
                return (Answer<Session>)weak;
            if (!fits || AccountDecisions.IsLocked(state, at) || state.PasswordHash != known.State.PasswordHash)
                return new HistoryStep<Session>([AccountDecisions.Event(Id, at, e => e.SignInFailed = new SignInFailed())], AccountDecisions.SignInFailed);
            AccountEvent[] events =
            [
                AccountDecisions.Event(Id, at, e => e.PasswordSet = new PasswordSet { Hash = hash }),
                AccountDecisions.BeginSession(session, Id, at),
            ];
            return new HistoryStep<Session>(events, Begun(state, session, at));
        }, SystemEvent.PasswordChanged);
    }

    /// <inheritdoc/>
    public async Task<Answer<AccountMade>> MakeAsync(Caller caller, NewAccount account)
    {
        var password = account.Password.Length > 0 ? account.Password : Passwords.Generate();
        var hash = await passwords.HashAsync(password);
        return await writer.CarryOutAsync<AccountMade>(History, caller, AccessAction.Administer, AccessRules.DecideAnywhere, (state, at) =>
            state.Exists
                ? (Answer<AccountMade>)AccountDecisions.NameTaken
                : new HistoryStep<AccountMade>(AccountDecisions.Make(account, hash, caller.Account, at), new AccountMade(Id, account.Password.Length > 0 ? string.Empty : password)), SystemEvent.AccountMade);
    }

    /// <inheritdoc/>
    public async Task<Answer<Done>> SetAssignmentsAsync(Caller caller, IReadOnlyList<Assignment> assignments)
    {
        var sites = (await directory.ReadNewestAsync(DirectoryState.Id)).State.Sites;
        var placed = AccountDecisions.Place(assignments, sites);
        return await AdministerAsync(caller, SystemEvent.RolesSet, Done.Instance, (_, e) => e.AssignmentsSet = new AssignmentsSet { Assignments = { placed } }, AccountDecisions.CheckAssignments(assignments, sites.Keys.ToHashSet()));
    }

    /// <inheritdoc/>
    public Task<Answer<Done>> SetEnabledAsync(Caller caller, bool enabled) =>
        AdministerAsync(caller, enabled ? SystemEvent.AccountEnabled : SystemEvent.AccountDisabled, Done.Instance, (_, e) => e.EnabledSet = new EnabledSet { Enabled = enabled }, null);

    /// <inheritdoc/>
    public async Task<Answer<AccountMade>> ResetPasswordAsync(Caller caller)
    {
        var password = Passwords.Generate();
        var hash = await passwords.HashAsync(password);
        return await AdministerAsync(caller, SystemEvent.PasswordReset, new AccountMade(Id, password), (_, e) => e.PasswordSet = new PasswordSet { Hash = hash, MustChange = true }, null);
    }

    /// <inheritdoc/>
    public Task<Answer<Account>> DescribeAsync(Caller caller) =>
        writer.CarryOutAsync<Account>(History, caller, AccessAction.Administer, AccessRules.DecideAnywhere, (state, _) =>
            state.Exists ? (Answer<Account>)state.Describe(Id) : (Answer<Account>)NoSuchAccount);

    private Task<Answer<T>> AdministerAsync<T>(Caller caller, SystemEvent what, T answer, Action<AccountState, AccountEvent> fill, Refusal? refusal)
        where T : class =>
        writer.CarryOutAsync<T>(History, caller, AccessAction.Administer, AccessRules.DecideAnywhere, (state, at) =>
        {
            if (refusal is not null || !state.Exists)
                return (Answer<T>)(refusal ?? NoSuchAccount);
            return new HistoryStep<T>([AccountDecisions.Event(caller.Account, at, e => fill(state, e))], answer);
        }, what);

    private static Verdict Own(AccessQuestion question) => Verdict.WithoutRole(AccessRules.DecideOwn(question));

    private Session Begun(AccountState state, string session, DateTimeOffset at)
    {
        var end = at + AccountDecisions.SessionLength;
        return new Session(tokens.Write(Id, session, end), end, state.Describe(Id), state.MustChangePassword, state.ChartId);
    }
}
