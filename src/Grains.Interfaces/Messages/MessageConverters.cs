using MedRecords.V1;

namespace MedRecords.Grains.Interfaces.Messages;

// One for each message that calls of grains name. Messages inside others travel with them.

[RegisterConverter]
internal sealed class AccessRecordConverter : MessageConverter<AccessRecord>;

[RegisterConverter]
internal sealed class AccountConverter : MessageConverter<Account>;

[RegisterConverter]
internal sealed class AssignmentConverter : MessageConverter<Assignment>;

[RegisterConverter]
internal sealed class EntryContentConverter : MessageConverter<EntryContent>;

[RegisterConverter]
internal sealed class EntryConverter : MessageConverter<Entry>;

[RegisterConverter]
internal sealed class FindingConverter : MessageConverter<Finding>;

[RegisterConverter]
internal sealed class SiloInfoConverter : MessageConverter<SiloInfo>;

[RegisterConverter]
internal sealed class SiteConverter : MessageConverter<Site>;

[RegisterConverter]
internal sealed class CareTeamMemberConverter : MessageConverter<CareTeamMember>;

[RegisterConverter]
internal sealed class ChartProtectionConverter : MessageConverter<ChartProtection>;

[RegisterConverter]
internal sealed class ConsentDirectiveConverter : MessageConverter<ConsentDirective>;

[RegisterConverter]
internal sealed class EmergencyAccessConverter : MessageConverter<EmergencyAccess>;

[RegisterConverter]
internal sealed class ExplanationConverter : MessageConverter<Explanation>;

[RegisterConverter]
internal sealed class GrantConverter : MessageConverter<Grant>;

[RegisterConverter]
internal sealed class LegalHoldConverter : MessageConverter<LegalHold>;

[RegisterConverter]
internal sealed class ProxyConverter : MessageConverter<Proxy>;
