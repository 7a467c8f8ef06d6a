using MedRecords.Grains.Interfaces.Calls;
using MedRecords.V1;

namespace MedRecords.Grains.Interfaces.Charts;

/// <summary>A change of who stands to a chart in which way, or of what its patient consents to.</summary>
/// <param name="OperationId">The caller's own id for the operation.</param>
[GenerateSerializer, Immutable]
public abstract record RelationChange(string OperationId) : Confidential;

/// <summary>Gives a grant.</summary>
/// <param name="OperationId">The caller's own id for the operation.</param>
/// <param name="Grant">The grant; its id and giver are filled in.</param>
[GenerateSerializer, Immutable]
public sealed record GiveGrant(string OperationId, Grant Grant) : RelationChange(OperationId);

/// <summary>Sets a member of the care team.</summary>
/// <param name="OperationId">The caller's own id for the operation.</param>
/// <param name="Member">The member.</param>
[GenerateSerializer, Immutable]
public sealed record SetTeamMember(string OperationId, CareTeamMember Member) : RelationChange(OperationId);

/// <summary>Sets the protection of the chart.</summary>
/// <param name="OperationId">The caller's own id for the operation.</param>
/// <param name="Protection">The protection.</param>
[GenerateSerializer, Immutable]
public sealed record SetProtection(string OperationId, ChartProtection Protection) : RelationChange(OperationId);

/// <summary>Ends a grant, a proxy or the membership in the care team.</summary>
/// <param name="OperationId">The caller's own id for the operation.</param>
/// <param name="Id">Its id, or the member's account.</param>
[GenerateSerializer, Immutable]
public sealed record EndRelation(string OperationId, string Id) : RelationChange(OperationId);

/// <summary>Invites a proxy.</summary>
/// <param name="OperationId">The caller's own id for the operation.</param>
/// <param name="Proxy">The proxy; its id and who invites are filled in.</param>
[GenerateSerializer, Immutable]
public sealed record InviteProxy(string OperationId, Proxy Proxy) : RelationChange(OperationId);

/// <summary>Confirms, as the one who was invited.</summary>
/// <param name="OperationId">The caller's own id for the operation.</param>
/// <param name="Id">Id of the proxy.</param>
/// <param name="BirthDate">The patient's birth date, FHIR date text.</param>
[GenerateSerializer, Immutable]
public sealed record ConfirmProxy(string OperationId, string Id, string BirthDate) : RelationChange(OperationId);

/// <summary>Sets a consent directive.</summary>
/// <param name="OperationId">The caller's own id for the operation.</param>
/// <param name="Directive">The directive; an id where one is replaced.</param>
[GenerateSerializer, Immutable]
public sealed record SetConsent(string OperationId, ConsentDirective Directive) : RelationChange(OperationId);

/// <summary>Withdraws a consent directive.</summary>
/// <param name="OperationId">The caller's own id for the operation.</param>
/// <param name="Id">Its id.</param>
[GenerateSerializer, Immutable]
public sealed record WithdrawConsent(string OperationId, string Id) : RelationChange(OperationId);

/// <summary>Begins or renews an emergency access.</summary>
/// <param name="OperationId">The caller's own id for the operation.</param>
/// <param name="Site">Where the caller works; empty for anywhere.</param>
/// <param name="Reason">Why.</param>
[GenerateSerializer, Immutable]
public sealed record StartEmergency(string OperationId, string Site, string Reason) : RelationChange(OperationId);

/// <summary>Ends the own emergency access.</summary>
/// <param name="OperationId">The caller's own id for the operation.</param>
/// <param name="Id">Its id.</param>
[GenerateSerializer, Immutable]
public sealed record EndEmergency(string OperationId, string Id) : RelationChange(OperationId);

/// <summary>Says what the review of an emergency access found.</summary>
/// <param name="OperationId">The caller's own id for the operation.</param>
/// <param name="Id">Its id.</param>
/// <param name="Justified">Whether it was justified.</param>
/// <param name="Review">In words.</param>
[GenerateSerializer, Immutable]
public sealed record ReviewEmergency(string OperationId, string Id, bool Justified, string Review) : RelationChange(OperationId);

/// <summary>What a change of relations recorded.</summary>
/// <param name="Id">Id of what was changed.</param>
/// <param name="Version">The chart's version after it.</param>
/// <param name="AlreadyRecorded">Whether it had been carried out before, or there was nothing to change.</param>
/// <param name="Emergency">The emergency access, where that is what was changed; null otherwise.</param>
[GenerateSerializer, Immutable]
public sealed record RelationRecorded(string Id, long Version, bool AlreadyRecorded, EmergencyAccess? Emergency) : Confidential;

/// <summary>Who stands to a chart, and what its patient consents to.</summary>
/// <param name="Grants">Grants.</param>
/// <param name="Proxies">Proxies.</param>
/// <param name="Team">The care team.</param>
/// <param name="Protection">Protection.</param>
/// <param name="Consents">Consent directives.</param>
/// <param name="Emergencies">Emergency accesses, the newest last.</param>
[GenerateSerializer, Immutable]
public sealed record Relations(
    IReadOnlyList<Grant> Grants,
    IReadOnlyList<Proxy> Proxies,
    IReadOnlyList<CareTeamMember> Team,
    ChartProtection Protection,
    IReadOnlyList<ConsentDirective> Consents,
    IReadOnlyList<EmergencyAccess> Emergencies) : Confidential;

/// <summary>What to explain.</summary>
/// <param name="Account">Who would ask; empty for the caller.</param>
/// <param name="Action">What they would do.</param>
/// <param name="Purpose">What for.</param>
/// <param name="EntryId">An entry that they would see; 0 for the chart.</param>
[GenerateSerializer, Immutable]
public sealed record ExplainQuery(string Account, AccessAction Action, Purpose Purpose, long EntryId);

/// <summary>A decision for each capacity in which somebody could ask.</summary>
/// <param name="Items">The decisions.</param>
[GenerateSerializer, Immutable]
public sealed record Explanations(IReadOnlyList<Explanation> Items) : Confidential;
