using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MedRecords.Grains.Accounts;
using MedRecords.ReferenceModel;
using MedRecords.Storage.V1;
using MedRecords.V1;

namespace MedRecords.Comparison;

/// <summary>Accounts as their events add up. There are few, so each is made once.</summary>
internal static class RealAccounts
{
    /// <summary>The session of every caller.</summary>
    public const string Session = "session";

    private static readonly ConcurrentDictionary<(string OwnChart, bool Enabled, bool SessionHolds, bool PasswordChangePending, DateTimeOffset Time), AccountState> _made = new();

    /// <summary>The account of a case's caller. Its session ends one tick after the case, or at that very moment.</summary>
    public static AccountState Of(Case c) => _made.GetOrAdd((c.OwnChart, c.Enabled, c.SessionHolds, c.PasswordChangePending, c.Time), static key =>
    {
        AccountEvent[] events =
        [
            new() { Made = new AccountMade { User = "user", Kind = AccountKind.Staff, ChartId = key.OwnChart } },
            new() { PasswordSet = new PasswordSet { MustChange = key.PasswordChangePending } },
            new() { EnabledSet = new EnabledSet { Enabled = key.Enabled } },
            new() { SessionBegun = new SessionBegun { Session = Session, ExpiresAt = Timestamp.FromDateTimeOffset(key.Time.AddTicks(key.SessionHolds ? 1 : 0)) } },
        ];
        var account = AccountState.Empty;
        foreach (var happened in events)
        {
            happened.RecordedAt = Timestamp.FromDateTimeOffset(key.Time.AddHours(-1));
            account = AccountState.Apply(account, happened.ToByteArray());
        }

        return account;
    });

    /// <summary>The same account with a role at a site.</summary>
    public static AccountState With(AccountState account, Role role, string site) =>
        AccountState.Apply(account, new AccountEvent
        {
            RecordedAt = new Timestamp(),
            AssignmentsSet = new AssignmentsSet { Assignments = { new Assignment { Role = role, Site = site } } },
        }.ToByteArray());
}
