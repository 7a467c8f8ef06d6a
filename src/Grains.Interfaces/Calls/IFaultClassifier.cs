using MedRecords.V1;

namespace MedRecords.Grains.Interfaces.Calls;

/// <summary>
/// Tells which reason a fault stands for. The host knows the exceptions of the journal it runs on; whoever
/// answers clients knows only this.
/// </summary>
public interface IFaultClassifier
{
    /// <summary>The reason to give to clients; null for a fault that nobody foresaw.</summary>
    ErrorReason? Classify(Exception fault);
}
