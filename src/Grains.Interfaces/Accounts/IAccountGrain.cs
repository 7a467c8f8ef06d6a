using MedRecords.Grains.Interfaces.Calls;
using MedRecords.V1;

namespace MedRecords.Grains.Interfaces.Accounts;

/// <summary>An account; its key is the account's id. Changes take effect at once, on every silo.</summary>
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Checks a password and begins a session.</summary>
    Task<Answer<Session>> SignInAsync(string password, string origin);

    /// <summary>Ends the caller's session, or all of the account's.</summary>
    Task<Answer<Done>> SignOutAsync(Caller caller, bool everywhere);

    /// <summary>Changes the caller's password, ends the sessions and begins a new one.</summary>
    Task<Answer<Session>> ChangePasswordAsync(Caller caller, string currentPassword, string newPassword);

    /// <summary>Makes the account. Administrators only, as are the ones below.</summary>
    Task<Answer<AccountMade>> MakeAsync(Caller caller, NewAccount account);

    /// <summary>Replaces the roles.</summary>
    Task<Answer<Done>> SetAssignmentsAsync(Caller caller, IReadOnlyList<Assignment> assignments);

    /// <summary>Enables or disables the account.</summary>
    Task<Answer<Done>> SetEnabledAsync(Caller caller, bool enabled);

    /// <summary>Gives a one-time password.</summary>
    Task<Answer<AccountMade>> ResetPasswordAsync(Caller caller);

    /// <summary>Describes the account.</summary>
    Task<Answer<Account>> DescribeAsync(Caller caller);
}

/// <summary>A session that began.</summary>
/// <param name="Token">Its token.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="Account">The account.</param>
/// <param name="MustChangePassword">Whether nothing else is allowed before the password is changed.</param>
/// <param name="ChartId">The own chart, where the account is a patient's.</param>
[GenerateSerializer, Immutable]
public sealed record Session(string Token, DateTimeOffset ExpiresAt, Account Account, bool MustChangePassword, string ChartId) : Confidential;

/// <summary>An account to make.</summary>
/// <param name="User">User name.</param>
/// <param name="Kind">What sort it is.</param>
/// <param name="DisplayName">Name of the person or program.</param>
/// <param name="Password">First password; empty to have one made.</param>
/// <param name="MustChangePassword">Whether the first password must be changed.</param>
/// <param name="Assignments">Roles held.</param>
/// <param name="ChartId">The own chart, where it is a patient's.</param>
/// <param name="CertificateSha256">Thumbprint of an application's client certificate, hex; empty for none.</param>
[GenerateSerializer, Immutable]
public sealed record NewAccount(
    string User,
    AccountKind Kind,
    string DisplayName,
    string Password,
    bool MustChangePassword,
    IReadOnlyList<Assignment> Assignments,
    string ChartId,
    string CertificateSha256) : Confidential;

/// <summary>An account that was made, or given a new password.</summary>
/// <param name="Account">Its id.</param>
/// <param name="OneTimePassword">The password that was made; empty where one was given.</param>
[GenerateSerializer, Immutable]
public sealed record AccountMade(string Account, string OneTimePassword) : Confidential;
