using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Journal.Commit;
using MedRecords.Storage.V1;
using MedRecords.V1;

namespace MedRecords.Grains.Charts;

/// <summary>One access, decided and ready to be committed.</summary>
/// <typeparam name="T">What it answers.</typeparam>
/// <param name="Events">Events to record; none for a read.</param>
/// <param name="Entries">Entries concerned, for the access record.</param>
/// <param name="Answer">What to answer once it is durable, given where the chart stands then.</param>
public sealed record ChartStep<T>(IReadOnlyList<ChartEvent> Events, IReadOnlyList<long> Entries, Func<Position, Answer<T>> Answer)
    where T : class
{
    /// <summary>Whether it is refused although the rules permit it.</summary>
    public bool Refused { get; private init; }

    /// <summary>New search terms.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Terms { get; init; } = [];

    /// <summary>A read that answers a value.</summary>
    public static ChartStep<T> Read(T value, IReadOnlyList<long> entries) => new([], entries, _ => value);

    /// <summary>A refusal.</summary>
    public static ChartStep<T> Refuse(Refusal refusal, IReadOnlyList<long> entries) => new([], entries, _ => refusal) { Refused = true };

    /// <summary>How it is put on record.</summary>
    public AccessOutcome Outcome => Refused ? AccessOutcome.Refused : AccessOutcome.Permitted;
}
