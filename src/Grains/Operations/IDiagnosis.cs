using MedRecords.V1;

namespace MedRecords.Grains.Operations;

/// <summary>Finds what is wrong with the silo that it runs in and with what that needs. The host says how.</summary>
public interface IDiagnosis
{
    /// <summary>Looks at everything; what is well is a finding too. It takes no longer than a few seconds, and never fails.</summary>
    Task<IReadOnlyList<Finding>> RunAsync();
}
