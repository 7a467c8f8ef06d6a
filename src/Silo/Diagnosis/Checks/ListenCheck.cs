using System.Runtime.CompilerServices;
using MedRecords.Silo.Hosting;
using MedRecords.Silo.Security;
using MedRecords.V1;

namespace MedRecords.Silo.Diagnosis.Checks;

/// <summary>Whether a service that is to be started can listen where it is told to.</summary>
internal sealed class ListenCheck() : Check("port")
{
    public override async IAsyncEnumerable<Finding> RunAsync(Examination subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        if (subject.RunningSince is not null)
            yield break;
        var problem = Try(subject.Settings);
        yield return problem is null ? Ok($"{subject.Settings.Listen} is free.") : Error(problem);
    }

    private static string? Try(SiloSettings settings)
    {
        try
        {
            ListenEndpoint.CheckFree(settings);
            ListenEndpoint.CheckSecure(settings);
            return null;
        }
        catch (StartRefusedException refusal)
        {
            return refusal.Message;
        }
    }
}
