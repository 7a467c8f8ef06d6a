using MedRecords.Journal.Contract;

namespace MedRecords.Grains.Hosting;

// One for each fault of the journal. Without them a call from another silo would end with the complaint that its
// fault cannot be carried, which says nothing of a retry.

[RegisterConverter]
internal sealed class JournalUnavailableConverter() : FaultConverter<JournalUnavailableException>(text => new(text));

[RegisterConverter]
internal sealed class OutcomeUnknownConverter() : FaultConverter<OutcomeUnknownException>(text => new(text));

[RegisterConverter]
internal sealed class JournalDamagedConverter() : FaultConverter<JournalDamagedException>(text => new(text));

[RegisterConverter]
internal sealed class JournalRefusedConverter() : FaultConverter<JournalRefusedException>(text => new(text));
