using MedRecords.Grains.Access;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Grains.Interfaces.Patients;
using MedRecords.Journal;
using MedRecords.Journal.Contract;
using MedRecords.V1;
using Orleans.Concurrency;

namespace MedRecords.Grains.Patients;

/// <summary>Finds patients by keyed hashes, and asks each chart found whether it is one for this caller.</summary>
[StatelessWorker]
public sealed class PatientsGrain(SealedJournal journal, Authorizer authorizer, IGrainFactory grains) : Grain, IPatientsGrain
{
    /// <summary>Charts looked at for one search at most; a search that fits more is too wide to be of use.</summary>
    private const int MaxCandidates = 500;

    private static readonly Refusal TooLittle = new(ErrorReason.InvalidRequest, "'name' or 'identifier' must be given; a name of at least 2 letters.");

    /// <inheritdoc/>
    public async Task<Answer<PatientMatches>> SearchAsync(Caller caller, PatientCriteria criteria)
    {
        if (criteria.Identifier.Length == 0 && !SearchTerms.Words(criteria.Name).Any(w => w.Length >= 2))
            return TooLittle;
        return await authorizer.CarryOutAsync(caller, AccessAction.Search, () => FindAsync(caller, criteria), (found, record) => record.Results = found?.Matches.Count ?? 0);
    }

    private async Task<PatientMatches> FindAsync(Caller caller, PatientCriteria criteria)
    {
        var candidates = await journal.Store.FindHistoriesAsync(SearchTerms.Of(criteria, journal.Keys.Terms), MaxCandidates, CancellationToken.None);
        var found = new List<PatientMatch>();
        foreach (var candidate in candidates)
        {
            if (found.Count > criteria.Limit)
                break;
            var answer = await grains.GetGrain<IChartGrain>(candidate.ToString()).MatchAsync(caller, criteria);
            if (answer.Value is { } match)
                found.Add(match);
        }

        var more = found.Count > criteria.Limit;
        return new PatientMatches(more ? found.GetRange(0, criteria.Limit) : found, more);
    }

    /// <inheritdoc/>
    public async Task<string> LocateAsync(Caller caller, string identity, string site)
    {
        var shared = ChartOf("patient", identity);
        return await grains.GetGrain<IChartGrain>(shared).TakesImportAsync(caller, site)
            ? shared
            : ChartOf("patient of site", $"{site}\0{identity}");
    }

    private string ChartOf(string label, string identity) =>
        HistoryId.Create(HistoryKind.Chart, journal.Keys.Identities.Hash(label, identity)).ToString();
}
