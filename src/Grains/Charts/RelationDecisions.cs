using Google.Protobuf.WellKnownTypes;
using MedRecords.Grains.Access;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Grains.Policy;
using MedRecords.Storage.V1;
using MedRecords.V1;

namespace MedRecords.Grains.Charts;

/// <summary>
/// How relations to a chart and consents may change, as pure functions: state and command in, an event or a refusal out.
/// </summary>
public static class RelationDecisions
{
    /// <summary>The most of each sort in one chart; decisions go through all of them.</summary>
    public const int MaxOfASort = 200;

    private static readonly EntryKind[] _allKinds = [.. System.Enum.GetValues<EntryKind>().Where(kind => kind != EntryKind.Unspecified)];

    private static readonly Refusal TooMany = Invalid("There are too many of these in the chart already. End those that are not needed any more.");
    private static readonly Refusal TooMuch = new(ErrorReason.NotPermitted, "You can open to others no more of the chart than you see yourself. Name fewer kinds or labels, or ask someone who sees them.");
    private static readonly Refusal WrongFact = new(ErrorReason.InvalidRequest, "'birth_date' is not the patient's. Check it; after three wrong answers the invitation is void.");
    private static readonly Refusal NeedsReason = Invalid("'reason' must say why the emergency needs the chart.");
    private static readonly Refusal PermitNeedsLabels = Invalid("'directive.labels' must name what the directive clears: a permission adds labels and nothing else.");
    private static readonly Refusal NobodyGranted = Invalid("'directive' must name its grantee: anyone, an account, a role, a site or an institution.");
    private static readonly Refusal NotThePatient = Invalid("'directive.role' must not be the patient: directives are about others.");
    private static readonly Refusal NoDenialByLaw = Invalid("'directive.role' names a role that must see the chart by law. Name another, or leave it.");

    /// <summary>Decides on a change.</summary>
    /// <param name="state">The chart.</param>
    /// <param name="change">The change.</param>
    /// <param name="policy">The policy in force.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="hat">In which capacity.</param>
    public static Decision Decide(ChartState state, RelationChange change, PolicyRules policy, Operation operation, Authorship by, Hat hat)
    {
        if (ChartDecisions.Repeated(operation) is { } repeated)
            return repeated;
        var (fill, refusal) = change switch
        {
            GiveGrant give => Give(state.Relations, give.Grant, operation, by),
            SetTeamMember set => SetMember(state.Relations, set.Member, by),
            SetProtection set => (e => e.ProtectionSet = set.Protection, null),
            EndRelation end => End(state.Relations, end.Id),
            InviteProxy invite => Invite(state.Relations, invite.Proxy, operation, by),
            ConfirmProxy confirm => Confirm(state.Relations, confirm),
            SetConsent set => SetConsent(state.Relations, set.Directive, policy, operation, by),
            WithdrawConsent withdraw => state.Relations.Consents.Any(directive => directive.Stored.Id == withdraw.Id)
                ? (e => e.ConsentWithdrawn = new ConsentWithdrawn { Id = withdraw.Id }, null)
                : (null, AccessRules.NotFound),
            StartEmergency start => Start(state.Relations, start, policy, operation, by, hat),
            EndEmergency end => EndEarly(state.Relations, end.Id, by),
            ReviewEmergency review => Review(state.Relations, review, by),
            _ => throw new ArgumentOutOfRangeException(nameof(change)),
        };
        return refusal is not null ? refusal : fill is null ? new Decision([], AlreadyRecorded: true) : ChartDecisions.Events(state, operation, by, fill);
    }

    /// <summary>The id that a change is known by afterwards.</summary>
    public static string IdOf(RelationChange change, Operation operation) => change switch
    {
        GiveGrant or InviteProxy => NewId(operation),
        SetTeamMember set => set.Member.Account,
        EndRelation end => end.Id,
        ConfirmProxy confirm => confirm.Id,
        SetConsent set => set.Directive.Id.Length > 0 ? set.Directive.Id : NewId(operation),
        WithdrawConsent withdraw => withdraw.Id,
        EndEmergency end => end.Id,
        ReviewEmergency review => review.Id,
        _ => string.Empty,
    };

    private static (Action<ChartEvent>?, Refusal?) Give(ChartRelations chart, Grant grant, Operation operation, Authorship by)
    {
        if (chart.Grants.Length >= MaxOfASort)
            return (null, TooMany);
        if (!Sees(by, grant.Kinds))
            return (null, TooMuch);
        var given = grant.Clone();
        (given.Id, given.GivenBy) = (NewId(operation), by.Account);
        return (e => e.Granted = given, null);
    }

    private static (Action<ChartEvent>?, Refusal?) SetMember(ChartRelations chart, CareTeamMember member, Authorship by)
    {
        if (!Sees(by, []))
            return (null, TooMuch);
        if (chart.Team.Any(member.Equals))
            return (null, null);
        return chart.Team.Length >= MaxOfASort && chart.Team.All(one => one.Account != member.Account) ? (null, TooMany) : (e => e.TeamMemberSet = member, null);
    }

    private static (Action<ChartEvent>?, Refusal?) End(ChartRelations chart, string id) =>
        chart.Grants.Any(grant => grant.Id == id) || chart.Proxies.Any(proxy => proxy.Id == id) || chart.Team.Any(member => member.Account == id)
            ? (e => e.RelationEnded = new RelationEnded { Id = id }, null)
            : (null, AccessRules.NotFound);

    private static (Action<ChartEvent>?, Refusal?) Invite(ChartRelations chart, Proxy proxy, Operation operation, Authorship by)
    {
        if (chart.Proxies.Length >= MaxOfASort)
            return (null, TooMany);
        if (!Sees(by, proxy.Kinds) || (RoleRights.Bits(proxy.Labels) & ~by.Rights.Sensitivities) != 0)
            return (null, TooMuch);
        var invited = proxy.Clone();
        (invited.Id, invited.InvitedBy, invited.Confirmed, invited.Mistakes) = (NewId(operation), by.Account, false, 0);
        return (e => e.ProxySet = invited, null);
    }

    private static (Action<ChartEvent>?, Refusal?) Confirm(ChartRelations chart, ConfirmProxy confirm)
    {
        var proxy = chart.Proxies.First(one => one.Id == confirm.Id);
        if (proxy.Confirmed)
            return (null, null);
        // A wrong answer is recorded, so that guesses are counted, and refused once it is.
        if (chart.BirthDate.Length == 0 || confirm.BirthDate != chart.BirthDate)
            return (e => e.ProxyMistaken = new ProxyMistaken { Id = proxy.Id }, null);
        var confirmed = proxy.Clone();
        confirmed.Confirmed = true;
        return (e => e.ProxySet = confirmed, null);
    }

    private static (Action<ChartEvent>?, Refusal?) SetConsent(ChartRelations chart, ConsentDirective directive, PolicyRules policy, Operation operation, Authorship by)
    {
        var replaces = chart.Consents.Any(one => one.Stored.Id == directive.Id);
        if (directive.Id.Length > 0 && !replaces)
            return (null, AccessRules.NotFound);
        if (!replaces && chart.Consents.Length >= MaxOfASort)
            return (null, TooMany);
        if (directive.GranteeCase == ConsentDirective.GranteeOneofCase.None || directive is { HasAnyone: true, Anyone: false })
            return (null, NobodyGranted);
        if (directive.GranteeCase == ConsentDirective.GranteeOneofCase.Role && directive.Role == Role.Patient)
            return (null, NotThePatient);
        if (directive.Effect == ConsentEffect.Permit && directive.Labels.Count == 0)
            return (null, PermitNeedsLabels);
        var set = directive.Clone();
        (set.Id, set.SetBy) = (replaces ? directive.Id : NewId(operation), by.Account);
        if (set.Effect == ConsentEffect.Deny)
        {
            if (set.GranteeCase == ConsentDirective.GranteeOneofCase.Role && policy.Undeniable.Contains(set.Role))
                return (null, NoDenialByLaw);
            set.ExceptRoles.Add(policy.Undeniable.Except(set.ExceptRoles));
        }

        return (e => e.ConsentSet = set, null);
    }

    private static (Action<ChartEvent>?, Refusal?) Start(ChartRelations chart, StartEmergency start, PolicyRules policy, Operation operation, Authorship by, Hat hat)
    {
        if (string.IsNullOrWhiteSpace(start.Reason))
            return (null, NeedsReason);
        var running = InForce(chart, by, hat);
        var access = running?.Clone() ?? new EmergencyAccess
        {
            Id = NewId(operation),
            Account = by.Account,
            AccountName = by.Name,
            Role = hat.Role,
            Site = hat.Site,
            Institution = hat.Institution,
            BeganAt = Timestamp.FromDateTimeOffset(by.At),
        };
        (access.Reason, access.Until) = (start.Reason, Timestamp.FromDateTimeOffset(by.At + policy.EmergencyLength));
        return (e => e.EmergencySet = access, null);
    }

    private static EmergencyAccess? InForce(ChartRelations chart, Authorship by, Hat hat) => chart.Emergencies.LastOrDefault(one =>
        one.Account == by.Account && one.Role == hat.Role && one.Site == hat.Site && one.BeganAt.ToDateTimeOffset() <= by.At && by.At < one.Until.ToDateTimeOffset());

    private static (Action<ChartEvent>?, Refusal?) EndEarly(ChartRelations chart, string id, Authorship by)
    {
        var access = chart.Emergencies.First(one => one.Id == id);
        if (access.Until.ToDateTimeOffset() <= by.At)
            return (null, null);
        var ended = access.Clone();
        ended.Until = Timestamp.FromDateTimeOffset(by.At);
        return (e => e.EmergencySet = ended, null);
    }

    private static (Action<ChartEvent>?, Refusal?) Review(ChartRelations chart, ReviewEmergency review, Authorship by)
    {
        if (chart.Emergencies.FirstOrDefault(one => one.Id == review.Id) is not { } access)
            return (null, AccessRules.NotFound);
        var reviewed = access.Clone();
        (reviewed.ReviewedBy, reviewed.ReviewedAt) = (by.Account, Timestamp.FromDateTimeOffset(by.At));
        (reviewed.Justified, reviewed.Review) = (review.Justified, review.Review);
        return (e => e.EmergencySet = reviewed, null);
    }

    /// <summary>What an answer that was wrong is refused with.</summary>
    public static Refusal? RefusalAfter(IReadOnlyList<ChartEvent> events) =>
        events is [{ EventCase: ChartEvent.EventOneofCase.ProxyMistaken }] ? WrongFact : null;

    /// <summary>Whether somebody sees ordinary entries of these kinds; of all kinds where none is named.</summary>
    private static bool Sees(Authorship by, IReadOnlyCollection<EntryKind> kinds) =>
        (kinds.Count > 0 ? kinds : _allKinds).All(kind => by.Sight.Sees(kind, RoleRights.Labels([])));

    internal static string NewId(Operation operation) => Convert.ToHexStringLower(operation.Key.AsSpan(0, 8));

    private static Refusal Invalid(string message) => new(ErrorReason.InvalidRequest, message);
}
