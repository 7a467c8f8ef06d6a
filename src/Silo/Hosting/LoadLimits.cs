using MedRecords.GrpcFrontend.Admission;

namespace MedRecords.Silo.Hosting;

/// <summary>Reads what an operator says about how much work to take on.</summary>
internal static class LoadLimits
{
    private const int MaxWeight = 100;

    public static AdmissionOptions Read(SiloSettings settings)
    {
        if (settings.MaxInFlight < 0)
            throw new StartRefusedException("--max-in-flight must be 0, or how many calls to carry out at once.");
        return new AdmissionOptions { FixedInFlight = settings.MaxInFlight, SiteWeights = ReadWeights(settings.SiteWeights) };
    }

    private static Dictionary<string, int> ReadWeights(IReadOnlyList<string> given)
    {
        var weights = new Dictionary<string, int>();
        foreach (var pair in given)
        {
            if (pair.Split('=') is not [{ Length: > 0 } site, var number] || !int.TryParse(number, out var weight) || weight is < 1 or > MaxWeight)
                throw new StartRefusedException("--site-weight must have the form SITE=N with N from 1 to 100, e.g. main=3.");
            weights[site] = weight;
        }

        return weights;
    }
}
