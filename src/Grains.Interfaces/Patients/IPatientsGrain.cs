using MedRecords.Grains.Interfaces.Calls;
using MedRecords.V1;

namespace MedRecords.Grains.Interfaces.Patients;

/// <summary>Finds patients. Any number of them work side by side; the key is 0.</summary>
public interface IPatientsGrain : IGrainWithIntegerKey
{
    /// <summary>Finds charts that the caller may see; each one found is on record.</summary>
    Task<Answer<PatientMatches>> SearchAsync(Caller caller, PatientCriteria criteria);

    /// <summary>
    /// The id of the chart into which a patient, known by a stable identity, is imported; there need not be one
    /// yet. Where the institution's chart is not for this caller, it is one of the site's own: so an import
    /// neither opens a chart of other sites nor tells that there is one.
    /// </summary>
    Task<string> LocateAsync(Caller caller, string identity, string site);
}

/// <summary>What to search for; every criterion given must hold.</summary>
/// <param name="Name">Names or parts of names.</param>
/// <param name="Identifier">An identifier's value.</param>
/// <param name="BirthDate">Birth date.</param>
/// <param name="Limit">At most so many, 1 to 100.</param>
[GenerateSerializer, Immutable]
public sealed record PatientCriteria(string Name, string Identifier, string BirthDate, int Limit) : Confidential;

/// <summary>A chart found.</summary>
/// <param name="ChartId">The chart.</param>
/// <param name="Demographics">Who the patient is, as far as the caller may see.</param>
[GenerateSerializer, Immutable]
public sealed record PatientMatch(string ChartId, Entry Demographics) : Confidential;

/// <summary>Charts found, best match first.</summary>
/// <param name="Matches">The charts.</param>
/// <param name="More">Whether more would match.</param>
[GenerateSerializer, Immutable]
public sealed record PatientMatches(IReadOnlyList<PatientMatch> Matches, bool More) : Confidential;
