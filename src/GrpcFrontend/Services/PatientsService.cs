using Grpc.Core;
using MedRecords.Grains.Interfaces.Patients;
using MedRecords.GrpcFrontend.Calls;
using MedRecords.GrpcFrontend.Mapping;
using MedRecords.V1;

namespace MedRecords.GrpcFrontend.Services;

/// <summary>Finding patients.</summary>
[BindServiceMethod(typeof(StrictBinding), nameof(StrictBinding.Patients))]
internal sealed class PatientsService(IGrainFactory grains) : Patients.PatientsBase
{
    private const int UsualLimit = 20;
    private const int MostLimit = 100;

    /// <inheritdoc/>
    public override async Task<SearchResponse> Search(SearchRequest request, ServerCallContext context)
    {
        var found = (await grains.GetGrain<IPatientsGrain>(0).SearchAsync(context.Caller(), Criteria(request))).OrThrow();
        var response = new SearchResponse { More = found.More };
        foreach (var match in found.Matches) response.Matches.Add(new Match { ChartId = match.ChartId, Demographics = match.Demographics });
        return response;
    }

    private static PatientCriteria Criteria(SearchRequest request)
    {
        Check.That(request.Name.Length > 0 || request.Identifier.Length > 0, "name or identifier", "must be given");
        Check.Words(request.Name, "name", 0, 200);
        Check.Words(request.Identifier, "identifier", 0, 200);
        Check.That(request.BirthDate.Length == 0 || FhirText.IsDate(request.BirthDate), "birth_date", "must be a FHIR date");
        var limit = Check.Count(request.Limit, "limit", MostLimit);
        return new(request.Name, request.Identifier, request.BirthDate, limit == 0 ? UsualLimit : limit);
    }
}
