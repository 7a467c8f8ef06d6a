using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Journal.Contract;
using MedRecords.V1;

namespace MedRecords.Silo.Hosting;

/// <summary>Tells the front end what faults of grains mean to clients.</summary>
internal sealed class FaultClassifier : IFaultClassifier
{
    public ErrorReason? Classify(Exception fault) => fault switch
    {
        JournalUnavailableException => ErrorReason.JournalUnavailable,
        OutcomeUnknownException or TimeoutException => ErrorReason.OutcomeUnknown,
        // The silo that holds the chart died, stops or cannot be reached; it may have committed before.
        OrleansException => ErrorReason.OutcomeUnknown,
        JournalDamagedException => ErrorReason.Damaged,
        _ => null,
    };
}
