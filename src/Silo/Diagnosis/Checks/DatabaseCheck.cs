using System.Runtime.CompilerServices;
using MedRecords.Journal.Contract;
using MedRecords.V1;

namespace MedRecords.Silo.Diagnosis.Checks;

/// <summary>Whether the journal's database answers, and holds a journal that this program reads.</summary>
internal sealed class DatabaseCheck() : Check("database")
{
    public override async IAsyncEnumerable<Finding> RunAsync(Examination subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (found, problem) = await LookAsync(subject);
        if (found is null)
            yield return Error(problem);
        else if (found.Version is not { } version)
            yield return Ok("The database answers, and holds no journal yet: the first start makes it.");
        else if (version > found.KnownVersion)
            yield return Error($"The journal has version {version}, and this program knows up to version {found.KnownVersion}.", "Run the newer program; an older one cannot go back.");
        else if (version < found.KnownVersion)
            yield return Warning($"The journal has version {version}; the next start brings it to version {found.KnownVersion}.", "Make a backup first: older programs refuse it from then on.");
        else
            yield return Ok("The database answers, and its journal is of this program's version.");
    }

    private static async Task<(JournalInspection? Found, string Problem)> LookAsync(Examination subject)
    {
        try
        {
            return (await subject.JournalAsync(), string.Empty);
        }
        catch (JournalUnavailableException failure) when (subject.Settings.IsPostgreSql)
        {
            return (null, $"{failure.Message} Start it, or correct host and port in --database.");
        }
        catch (Exception failure) when (failure is JournalUnavailableException or JournalRefusedException or JournalDamagedException)
        {
            return (null, failure.Message);
        }
    }
}
