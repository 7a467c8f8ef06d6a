using Google.Protobuf;
using MedRecords.Grains.Access;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Storage.V1;
using MedRecords.V1;

namespace MedRecords.Grains.Charts;

/// <summary>What the changes of relations have to do with: the action, who may, whom they name, and their text.</summary>
internal static class RelationRequests
{
    /// <summary>The action that a change is on record as.</summary>
    public static AccessAction ActionOf(RelationChange change) => change switch
    {
        SetConsent or WithdrawConsent => AccessAction.Consent,
        StartEmergency or EndEmergency => AccessAction.Emergency,
        ReviewEmergency => AccessAction.Review,
        _ => AccessAction.Grant,
    };

    /// <summary>Decides whether the caller may make a change.</summary>
    public static Verdict Authorize(RelationChange change, AccessQuestion question, ChartRelations chart) => change switch
    {
        StartEmergency start => AccessRules.DecideEmergency(question, chart, start.Site),
        // Who began it ends it; whoever cannot see the chart otherwise cannot tell that there is one.
        EndEmergency end => AsThemselves(question, chart.Emergencies.Any(one => one.Id == end.Id && one.Account == question.Who)),
        ConfirmProxy confirm => AsThemselves(question, chart.Proxies.Any(one =>
            one.Id == confirm.Id && one.Account == question.Who && (one.Confirmed || one.Mistakes < ChartRelations.MaxMistakes))),
        _ => AccessRules.Decide(question, chart, string.Empty),
    };

    /// <summary>Accounts and sites that a change names.</summary>
    public static (IReadOnlyList<string> Accounts, IReadOnlyList<string> Sites) NamesOf(RelationChange change) => change switch
    {
        GiveGrant { Grant.ToCase: Grant.ToOneofCase.Account } give => ([give.Grant.Account], []),
        GiveGrant give => ([], [give.Grant.Site]),
        SetTeamMember set => ([set.Member.Account], []),
        InviteProxy invite => ([invite.Proxy.Account], []),
        SetProtection set => ([], [.. set.Protection.StaffSites]),
        SetConsent { Directive.GranteeCase: ConsentDirective.GranteeOneofCase.Account } set => ([set.Directive.Account], []),
        SetConsent { Directive.GranteeCase: ConsentDirective.GranteeOneofCase.Site } set => ([], [set.Directive.Site]),
        _ => ([], []),
    };

    /// <summary>What a change asks for, to tell a retry from a reused id.</summary>
    public static string TextOf(RelationChange change) => change switch
    {
        GiveGrant give => Text("grant", give.Grant),
        SetTeamMember set => Text("team", set.Member),
        SetProtection set => Text("protection", set.Protection),
        InviteProxy invite => Text("proxy", invite.Proxy),
        SetConsent set => Text("consent", set.Directive),
        EndRelation end => $"end\0{end.Id}",
        ConfirmProxy confirm => $"confirm\0{confirm.Id}\0{confirm.BirthDate}",
        WithdrawConsent withdraw => $"withdraw\0{withdraw.Id}",
        StartEmergency start => $"emergency\0{start.Site}\0{start.Reason}",
        EndEmergency end => $"end emergency\0{end.Id}",
        ReviewEmergency review => $"review\0{review.Id}\0{review.Justified}\0{review.Review}",
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    /// <summary>What is answered once a change is recorded.</summary>
    /// <param name="change">The change.</param>
    /// <param name="operation">Its operation.</param>
    /// <param name="stored">Its event; null where there was nothing to change.</param>
    /// <param name="version">The chart's version after it.</param>
    /// <param name="already">Whether it had been carried out before, or there was nothing to change.</param>
    public static RelationRecorded Recorded(RelationChange change, Operation operation, ChartEvent? stored, long version, bool already) =>
        new(stored?.EmergencySet?.Id ?? RelationDecisions.IdOf(change, operation), version, already, stored?.EmergencySet);

    private static string Text(string what, IMessage message) => $"{what}\0{message.ToByteString().ToBase64()}";

    private static Verdict AsThemselves(AccessQuestion question, bool isTheirs)
    {
        var refusal = AccessRules.Admit(question) ?? (isTheirs ? null : AccessRules.NotFound);
        return Verdict.WithoutRole(refusal) with { Sight = Sight.Nothing };
    }
}
