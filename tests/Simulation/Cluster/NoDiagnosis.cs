using MedRecords.Grains.Operations;
using MedRecords.V1;

namespace MedRecords.Simulation.Cluster;

/// <summary>What is looked at in a diagnosis (files, certificates, ports) is not simulated, so nothing is found.</summary>
internal sealed class NoDiagnosis : IDiagnosis
{
    public Task<IReadOnlyList<Finding>> RunAsync() => Task.FromResult<IReadOnlyList<Finding>>([]);
}
