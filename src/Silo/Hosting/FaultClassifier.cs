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
        // Between processes a call can be lost with the one that it went to, which may have committed before.
        OutcomeUnknownException or TimeoutException or OrleansException => ErrorReason.OutcomeUnknown,
        JournalDamagedException => ErrorReason.Damaged,
        _ => null,
    };
}
