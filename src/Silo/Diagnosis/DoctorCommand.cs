using Google.Protobuf;
using MedRecords.Silo.Hosting;
using MedRecords.V1;

namespace MedRecords.Silo.Diagnosis;

/// <summary>Says what is wrong with this machine and these options, for a service that does not start or is to be started.</summary>
internal static class DoctorCommand
{
    private const int Sound = 0;
    private const int Unsound = 1;

    /// <summary>Prints all findings; the result is 1 where one is an error, else 0.</summary>
    /// <param name="settings">What the operator says at start.</param>
    /// <param name="json">Whether programs read the output: one object a line.</param>
    public static async Task<int> RunAsync(SiloSettings settings, bool json)
    {
        var findings = await Doctor.Of(settings).RunAsync();
        foreach (var finding in findings)
            Console.WriteLine(json ? JsonFormatter.Default.Format(finding) : Sentence(finding));
        return findings.Any(finding => finding.Severity == FindingSeverity.Error) ? Unsound : Sound;
    }

    private static string Sentence(Finding finding)
    {
        var mark = finding.Severity switch
        {
            FindingSeverity.Ok => "ok",
            FindingSeverity.Warning => "WARNING",
            _ => "ERROR",
        };
        return $"{mark,-8}{finding.Check,-14}{finding.Words} {finding.Advice}".TrimEnd();
    }
}
