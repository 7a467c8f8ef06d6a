using MedRecords.Fhir;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Grains.Interfaces.Patients;
using MedRecords.GrpcFrontend.Mapping;
using MedRecords.V1;

namespace MedRecords.GrpcFrontend.Import;

/// <summary>
/// Imports one bundle. It is read twice: once to see that it is whole and one patient's, and only then to
/// record it, batch by batch. An import that broke off is simply sent again: what is there is recognised.
/// </summary>
internal sealed class BundleImport(IGrainFactory grains, Caller caller, string site)
{
    private readonly ImportBatch _batch = new();
    private readonly ImportBundleResponse _response = new();
    private IChartGrain _chart = null!;

    /// <summary>Imports what is in the spool.</summary>
    public async Task<ImportBundleResponse> RunAsync(Spool spool, CancellationToken cancellation)
    {
        CheckedBundle bundle;
        await using (var bytes = spool.OpenRead()) bundle = await BundleChecker.CheckAsync(bytes, cancellation);
        var patient = bundle.Patient ?? throw Errors.BrokenBundle("it has no patient");
        _response.ChartId = await grains.GetGrain<IPatientsGrain>(0).LocateAsync(caller, ImportedIdentity.Of(patient, site), site);
        _response.Resources = bundle.Count;
        _chart = grains.GetGrain<IChartGrain>(_response.ChartId);

        // Entries are recorded in the bundle's order, so that an export restores it; but a chart begins with its patient.
        await AddAsync(patient.Content, cancellation);
        await using (var bytes = spool.OpenRead())
        {
            await foreach (var entry in BundleReader.ReadAsync(bytes, cancellation))
            {
                if (entry.Index != patient.EntryIndex)
                    await AddAsync(FhirResource.FromFhir(entry.Resource, entry.FullUrl, entry.Wrapper.Span), cancellation);
            }
        }

        await SendAsync(cancellation);
        return _response;
    }

    private async ValueTask AddAsync(EntryContent entry, CancellationToken cancellation)
    {
        if (!_batch.HasRoomFor(entry)) await SendAsync(cancellation);
        _batch.Add(entry);
    }

    private async Task SendAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var imported = (await _chart.ImportAsync(caller, new(site, _batch.Take()))).OrThrow();
        _response.Version = imported.Version;
        _response.Stored += imported.Stored;
        _response.Unchanged += imported.Unchanged;
    }
}
