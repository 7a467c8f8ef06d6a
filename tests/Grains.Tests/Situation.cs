using Google.Protobuf;
using MedRecords.Grains.Access;
using MedRecords.Grains.Accounts;
using MedRecords.Grains.Charts;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Policy;
using MedRecords.Journal;
using MedRecords.Journal.Commit;
using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;
using MedRecords.Storage.V1;
using MedRecords.V1;
using AccountMade = MedRecords.Storage.V1.AccountMade;

namespace MedRecords.Grains.Tests;

/// <summary>States to decide on, built from events as the journal would give them.</summary>
internal static class Situation
{
    public const string Here = "here";
    public const string Elsewhere = "elsewhere";

    public static DateTimeOffset Noon { get; } = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    public static Site TheSite { get; } = new() { Id = Here, Name = "Here" };

    public static HistoryId ChartId { get; } = HistoryId.Create(HistoryKind.Chart, new byte[16]);

    public static PolicyState Policy { get; } = PolicyState.Apply(PolicyState.Empty, new PolicyEvent { PolicySet = new PolicySet { Policy = MedRecords.Grains.Policy.DefaultPolicy.Build() } }.ToByteArray());

    public static RoleRights Rights(Role role) => Policy.InForce(Noon).RightsOf(role)!;

    public static Authorship By(Role role, DateTimeOffset? at = null) => new("account", "Name", Sight.Of(Rights(role)), Here, at ?? Noon);

    public static Operation New(string id = "1") => new(ChartKeys.Operation("account", id), ChartKeys.Fingerprint(id, []), null, 0);

    public static ChartState Empty => ChartState.NotThere(Position.Empty(ChartId) with { Key = new DataKey(new byte[32]) });

    public static ChartState Opened => Then(Empty, ChartDecisions.Open(Empty, new("op", Here, Patient()), TheSite, New("open"), By(Role.Physician)));

    public static ChartState Then(ChartState state, Decision decision)
    {
        Assert.Null(decision.Refusal);
        var version = state.At.Version;
        return state.Apply([.. decision.Events.Select(e => new OpenedEvent(++version, e.ToByteArray(), new byte[32]))]);
    }

    public static EntryContent Patient(string birthDate = "1980-01-01") => new()
    {
        Demographics = new Demographics { Names = { new HumanName { Family = "Example" } }, BirthDate = birthDate, SocialSecurityNumber = "1" },
    };

    public static EntryContent Note(string text, params Sensitivity[] labels) => new() { Note = new Note { Text = text }, Sensitivity = { labels } };

    public static AccountState Account(params (Role Role, string Site)[] roles) => AccountOf(string.Empty, roles);

    public static AccountState AccountOf(string chartId, params (Role Role, string Site)[] roles) =>
        AccountOf(chartId, [.. roles.Select(r => new Assignment { Role = r.Role, Site = r.Site })]);

    public static AccountState AccountOf(string chartId, IReadOnlyList<Assignment> assignments)
    {
        var made = new AccountSet
        {
            new AccountEvent { Made = new AccountMade { User = "user", Kind = AccountKind.Staff, ChartId = chartId } },
            new AccountEvent { AssignmentsSet = new AssignmentsSet { Assignments = { assignments } } },
            AccountDecisions.BeginSession("session", "account", Noon),
        };
        return made.State;
    }

    public static AccessQuestion Ask(AccountState account, AccessAction action, DateTimeOffset? at = null, string session = "session") =>
        new(new Caller("account", session, Purpose.Unspecified, string.Empty, "127.0.0.1"), account, Policy.InForce(at ?? Noon), action, at ?? Noon);

    public sealed class AccountSet : System.Collections.IEnumerable
    {
        public AccountState State { get; private set; } = AccountState.Empty;

        public void Add(AccountEvent made)
        {
            made.RecordedAt ??= Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(Noon);
            State = AccountState.Apply(State, made.ToByteArray());
        }

        public System.Collections.IEnumerator GetEnumerator() => throw new NotSupportedException();
    }
}
