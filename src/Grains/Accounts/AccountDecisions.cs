using Google.Protobuf.WellKnownTypes;
using MedRecords.Grains.Interfaces.Accounts;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Storage.V1;
using MedRecords.V1;
using Made = MedRecords.Storage.V1.AccountMade;

namespace MedRecords.Grains.Accounts;

/// <summary>What may happen to an account, as pure functions: state and command in, events or a refusal out.</summary>
public static class AccountDecisions
{
    /// <summary>Failed sign-ins after which the account is locked for a while (NIST SP 800-63B, section 5.2.2).</summary>
    public const int FailuresBeforeLock = 5;

    /// <summary>How long it stays locked.</summary>
    public static readonly TimeSpan Lock = TimeSpan.FromMinutes(15);

    /// <summary>How long a session lasts.</summary>
    public static readonly TimeSpan SessionLength = TimeSpan.FromHours(1);

    /// <summary>The least length of a password (NIST SP 800-63B asks for 8).</summary>
    public const int PasswordLength = 12;

    private const int MaxUserLength = 64;
    private const int MaxNameLength = 200;

    /// <summary>The one answer to any sign-in that fails.</summary>
    public static Refusal SignInFailed { get; } = new(ErrorReason.SignInFailed, "User name or password is wrong, or the account is locked or disabled. Check them, wait a quarter of an hour, or ask an administrator.");

    /// <summary>The answer where a user name is in use.</summary>
    public static Refusal NameTaken { get; } = new(ErrorReason.AlreadyExists, "The user name is taken. Choose another.");

    /// <summary>Whether the account is locked.</summary>
    public static bool IsLocked(AccountState state, DateTimeOffset at) =>
        state.Failures >= FailuresBeforeLock && at < state.LastFailure + Lock;

    /// <summary>What is wrong with an account to be made; null where nothing is.</summary>
    public static Refusal? CheckNew(NewAccount account, IReadOnlySet<string> sites)
    {
        if (account.User.Length is < 2 or > MaxUserLength || !account.User.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '@'))
            return Invalid("'user' must have 2 to 64 characters: letters, digits, dot, dash, underscore or @.");
        if (account.DisplayName.Length > MaxNameLength)
            return Invalid("'display_name' must have at most 200 characters.");
        if (account.Password.Length > 0 && CheckPassword(account.Password) is { } weak)
            return weak;
        return CheckAssignments(account.Assignments, sites);
    }

    /// <summary>What is wrong with roles to be held; null where nothing is.</summary>
    public static Refusal? CheckAssignments(IReadOnlyList<Assignment> assignments, IReadOnlySet<string> sites)
    {
        foreach (var assignment in assignments)
        {
            if (assignment.Role is Role.Unspecified or Role.Patient or Role.Proxy || !System.Enum.IsDefined(assignment.Role))
                return Invalid("'assignments.role' must be a role of staff or applications.");
            if (!sites.Contains(assignment.Site))
                return Invalid("'assignments.site' names no site. Add the site first.");
        }

        return null;
    }

    /// <summary>Roles with the institutions that their sites belong to, which is not for the caller to say.</summary>
    public static IReadOnlyList<Assignment> Place(IReadOnlyList<Assignment> assignments, IReadOnlyDictionary<string, Site> sites) =>
    [
        .. assignments.Select(assignment => new Assignment
        {
            Site = assignment.Site,
            Role = assignment.Role,
            Institution = sites.GetValueOrDefault(assignment.Site)?.Institution ?? string.Empty,
        }),
    ];

    /// <summary>What is wrong with a password; null where nothing is.</summary>
    public static Refusal? CheckPassword(string password) => password.Length is < PasswordLength or > 256
        ? Invalid("The password must have 12 to 256 characters.")
        : null;

    /// <summary>The events that make an account.</summary>
    public static IReadOnlyList<AccountEvent> Make(NewAccount account, string passwordHash, string author, DateTimeOffset at) =>
    [
        Event(author, at, e => e.Made = new Made
        {
            User = account.User.Trim(),
            Kind = account.Kind,
            DisplayName = account.DisplayName,
            ChartId = account.ChartId,
        }),
        Event(author, at, e => e.PasswordSet = new PasswordSet { Hash = passwordHash, MustChange = account.MustChangePassword }),
        Event(author, at, e => e.AssignmentsSet = new AssignmentsSet { Assignments = { account.Assignments } }),
    ];

    /// <summary>The event that begins a session.</summary>
    public static AccountEvent BeginSession(string session, string author, DateTimeOffset at) =>
        Event(author, at, e => e.SessionBegun = new SessionBegun { Session = session, ExpiresAt = Timestamp.FromDateTimeOffset(at + SessionLength) });

    /// <summary>An event with its author and time.</summary>
    public static AccountEvent Event(string author, DateTimeOffset at, Action<AccountEvent> fill)
    {
        var made = new AccountEvent { RecordedAt = Timestamp.FromDateTimeOffset(at), Author = author };
        fill(made);
        return made;
    }

    private static Refusal Invalid(string message) => new(ErrorReason.InvalidRequest, message);
}
