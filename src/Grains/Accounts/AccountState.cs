using System.Collections.Immutable;
using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;
using MedRecords.Storage.V1;
using MedRecords.V1;

namespace MedRecords.Grains.Accounts;

/// <summary>An account as its events add up.</summary>
public sealed record AccountState
{
    /// <summary>The state before the first event: no account.</summary>
    public static AccountState Empty { get; } = new();

    /// <summary>Whether there is such an account.</summary>
    public bool Exists { get; private init; }

    /// <summary>User name.</summary>
    public string User { get; private init; } = string.Empty;

    /// <summary>What sort of account it is.</summary>
    public AccountKind Kind { get; private init; }

    /// <summary>Name of the person or program.</summary>
    public string DisplayName { get; private init; } = string.Empty;

    /// <summary>The own chart, where it is a patient's; empty otherwise.</summary>
    public string ChartId { get; private init; } = string.Empty;

    /// <summary>Roles held.</summary>
    public IReadOnlyList<Assignment> Assignments { get; private init; } = [];

    /// <summary>Whether it may be used.</summary>
    public bool Enabled { get; private init; }

    /// <summary>Hash of the password.</summary>
    public string PasswordHash { get; private init; } = string.Empty;

    /// <summary>Whether the password must be changed before anything else.</summary>
    public bool MustChangePassword { get; private init; }

    /// <summary>Sessions in force, with their ends.</summary>
    public ImmutableDictionary<string, DateTimeOffset> Sessions { get; private init; } = ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>Failed sign-ins since the last good one.</summary>
    public int Failures { get; private init; }

    /// <summary>When the last sign-in failed.</summary>
    public DateTimeOffset LastFailure { get; private init; }

    /// <summary>The id of the account with a user name. Names differ in more than case.</summary>
    public static HistoryId IdOf(string user, InstitutionKeys keys) =>
        HistoryId.Create(HistoryKind.Account, keys.Identities.Hash("user", user.Trim().ToLowerInvariant()));

    /// <summary>Whether a session holds; an empty session means that an outside issuer or a certificate vouches.</summary>
    public bool Admits(string session, DateTimeOffset at) =>
        Exists && Enabled && (session.Length == 0 || (Sessions.TryGetValue(session, out var end) && at < end));

    /// <summary>
    /// The site whose share of the service its calls use. It is what administrators gave the account, not what
    /// a call says; a program for one site uses that site's share, so that its flood is that site's matter.
    /// </summary>
    public string Share => Kind == AccountKind.Patient ? "(patients)" : Assignments.Count > 0 ? Assignments[0].Site : "(no site)";

    /// <summary>The account as administrators see it.</summary>
    public Account Describe(string id) => new()
    {
        Id = id,
        User = User,
        Kind = Kind,
        DisplayName = DisplayName,
        Enabled = Enabled,
        Assignments = { Assignments },
    };

    /// <summary>The state after one more event.</summary>
    public static AccountState Apply(AccountState state, byte[] content)
    {
        var stored = AccountEvent.Parser.ParseFrom(content);
        return state.Apply(stored, stored.RecordedAt.ToDateTimeOffset());
    }

    private AccountState Apply(AccountEvent stored, DateTimeOffset at) => stored.EventCase switch
    {
        AccountEvent.EventOneofCase.Made => this with
        {
            Exists = true,
            Enabled = true,
            User = stored.Made.User,
            Kind = stored.Made.Kind,
            DisplayName = stored.Made.DisplayName,
            ChartId = stored.Made.ChartId,
        },
        AccountEvent.EventOneofCase.PasswordSet => this with
        {
            PasswordHash = stored.PasswordSet.Hash,
            MustChangePassword = stored.PasswordSet.MustChange,
            Sessions = Sessions.Clear(),
            Failures = 0,
        },
        AccountEvent.EventOneofCase.AssignmentsSet => this with { Assignments = [.. stored.AssignmentsSet.Assignments] },
        AccountEvent.EventOneofCase.EnabledSet => this with
        {
            Enabled = stored.EnabledSet.Enabled,
            Sessions = stored.EnabledSet.Enabled ? Sessions : Sessions.Clear(),
            Failures = 0,
        },
        AccountEvent.EventOneofCase.SessionBegun => this with
        {
            Sessions = Sessions.RemoveRange(Sessions.Where(s => s.Value <= at).Select(s => s.Key))
                .SetItem(stored.SessionBegun.Session, stored.SessionBegun.ExpiresAt.ToDateTimeOffset()),
            Failures = 0,
        },
        AccountEvent.EventOneofCase.SessionEnded => this with
        {
            Sessions = stored.SessionEnded.Session.Length == 0 ? Sessions.Clear() : Sessions.Remove(stored.SessionEnded.Session),
        },
        AccountEvent.EventOneofCase.SignInFailed => this with { Failures = Failures + 1, LastFailure = at },
        _ => this,
    };
}
