using System.Text.Json.Serialization;
using MedRecords.V1;

namespace MedRecords.Cli.Connecting;

/// <summary>A session as it is kept between commands.</summary>
internal sealed record StoredSession(string Server, string User, string Token, DateTimeOffset ExpiresAt)
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    /// <summary>The account signed in to.</summary>
    public string Account { get; init; } = "";

    /// <summary>Sites at which the account holds a role.</summary>
    public IReadOnlyList<string> Sites { get; init; } = [];

    /// <summary>Roles held, as "role@site".</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>The account's own chart, where it is a patient's.</summary>
    public string ChartId { get; init; } = "";

    /// <summary>Whether the password must be changed before anything else.</summary>
    public bool MustChangePassword { get; init; }

    /// <summary>What a sign-in returned.</summary>
    public static StoredSession Of(Uri server, string user, SignInResponse response) => new(server.ToString(), user, response.Token, response.ExpiresAt?.ToDateTimeOffset() ?? DateTimeOffset.MaxValue)
    {
        Account = response.Account,
        Sites = [.. response.Assignments.Select(assignment => assignment.Site).Where(site => site.Length > 0).Distinct()],
        Roles = [.. response.Assignments.Select(Entries.Roles.ToText)],
        ChartId = response.ChartId,
        MustChangePassword = response.MustChangePassword,
    };

    /// <summary>Whether the token will still hold for the next call.</summary>
    public bool IsValidAt(DateTimeOffset now) => now < ExpiresAt - Margin;
}

/// <summary>How sessions are written; made at compile time so that reading one costs no start-up time.</summary>
[JsonSerializable(typeof(StoredSession))]
internal sealed partial class StoredSessionJson : JsonSerializerContext;
