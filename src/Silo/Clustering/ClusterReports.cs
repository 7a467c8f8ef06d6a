using MedRecords.Grains.Interfaces.Operations;
using MedRecords.Journal.Contract;

namespace MedRecords.Silo.Clustering;

/// <summary>How a front end, which has no journal of its own, reaches the registry: by way of any silo.</summary>
internal sealed class ClusterReports(IGrainFactory grains) : ISiloReports
{
    public async Task<ReportReceipt> ReportAsync(SiloReport report, CancellationToken cancellation)
    {
        var foreign = new ForeignReport(report.Name, report.Instance, report.IsFirst, report.Status.ToArray());
        var answer = await grains.GetGrain<IClusterGrain>(0).ReportAsync(foreign).WaitAsync(cancellation);
        return new ReportReceipt(answer.IsKept, answer.DrainRequested, answer.Now);
    }
}
