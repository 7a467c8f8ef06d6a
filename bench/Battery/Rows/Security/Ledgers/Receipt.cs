using MedRecords.V1;

namespace MedRecords.Battery.Rows.Security.Ledgers;

/// <summary>What a client knows of one access: what it asked, and that it was told something.</summary>
/// <param name="Chart">The chart's id.</param>
/// <param name="Account">Id of the caller's account.</param>
/// <param name="Action">What was asked.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Outcome">What the answer was: something released, or a denial.</param>
internal readonly record struct ReceiptKey(string Chart, string Account, AccessAction Action, Purpose Purpose, AccessOutcome Outcome);

/// <summary>A receipt, which there must be an access record for.</summary>
/// <param name="Key">Whose and for what.</param>
/// <param name="Entries">Entries that were shown; none where the answer names none.</param>
internal sealed record Receipt(ReceiptKey Key, IReadOnlyList<long> Entries);
