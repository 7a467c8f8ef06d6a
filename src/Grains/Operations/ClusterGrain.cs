using Google.Protobuf.WellKnownTypes;
using MedRecords.Grains.Access;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Operations;
using MedRecords.Journal;
using MedRecords.Journal.Contract;
using MedRecords.V1;
using Orleans.Concurrency;

namespace MedRecords.Grains.Operations;

/// <summary>Who serves, and taking one of them out of service, by way of the journal's registry.</summary>
[StatelessWorker]
public sealed class ClusterGrain(SealedJournal journal, Authorizer authorizer) : Grain, IClusterGrain
{
    private static readonly Refusal NoSuchSilo = new(ErrorReason.InvalidRequest, "There is no process of that name: list them with ListSilos, or `medrecords cluster`.");

    private ISiloRegistry Registry => journal.Store.Silos;

    /// <inheritdoc/>
    public async Task<Answer<SiloList>> ListAsync(Caller caller)
    {
        if (await authorizer.AuthorizeAsync(caller, AccessAction.Administer) is { } refusal)
            return refusal;
        var silos = (await Registry.ListAsync(CancellationToken.None)).Select(ToStatus);
        return new SiloList([.. silos.OrderBy(silo => silo.Site, StringComparer.Ordinal).ThenBy(silo => silo.Name, StringComparer.Ordinal)]);
    }

    /// <inheritdoc/>
    public async Task<Answer<SiloInfo>> DrainAsync(Caller caller, string name)
    {
        if (await authorizer.AuthorizeAsync(caller, AccessAction.Administer, SystemEvent.DrainRequested) is { } refusal)
            return refusal;
        // Only a name that is there goes on to the database, whose log may keep what it is asked.
        return (await Registry.ListAsync(CancellationToken.None)).Any(silo => silo.Name == name)
            && await Registry.RequestDrainAsync(name, CancellationToken.None) is { } asked
                ? ToStatus(asked)
                : NoSuchSilo;
    }

    /// <inheritdoc/>
    public async Task<ReportAnswer> ReportAsync(ForeignReport report)
    {
        var receipt = await Registry.ReportAsync(new SiloReport(report.Name, report.Instance, report.IsFirst, report.Status), CancellationToken.None);
        return new ReportAnswer(receipt.IsKept, receipt.DrainRequested, receipt.Now);
    }

    /// <inheritdoc/>
    public Task CheckAsync() => journal.Store.ReadLastCommitAsync(CancellationToken.None);

    private static SiloInfo ToStatus(RegisteredSilo silo)
    {
        // Fields that only a newer program knows travel on as they are.
        var status = SiloInfo.Parser.ParseFrom(silo.Status.Span);
        status.Name = silo.Name;
        status.Unseen = Duration.FromTimeSpan(silo.Unseen > TimeSpan.Zero ? silo.Unseen : TimeSpan.Zero);
        status.DrainRequested = silo.DrainRequested;
        return status;
    }
}
