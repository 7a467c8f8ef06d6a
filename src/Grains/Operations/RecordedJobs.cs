using MedRecords.Grains.Access;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.V1;

namespace MedRecords.Grains.Operations;

/// <summary>What is on record of a long job, besides that somebody asked for it.</summary>
/// <param name="Action">The action that it needs.</param>
/// <param name="Begun">It began.</param>
/// <param name="Ended">It ended, well or not.</param>
/// <param name="Trouble">A step says that something is wrong; unspecified where the end says enough.</param>
internal sealed record JobEvents(AccessAction Action, SystemEvent Begun, SystemEvent Ended, SystemEvent Trouble = SystemEvent.Unspecified);

/// <summary>Puts on record that a long job began and how it ended, also where it fails or its caller leaves.</summary>
internal sealed class RecordedJobs(Authorizer authorizer)
{
    /// <summary>Goes through the steps of a job.</summary>
    /// <param name="caller">Who asked for it. The front end asks first and refuses properly; this holds whoever calls.</param>
    /// <param name="events">What goes on record.</param>
    /// <param name="steps">Its steps; none is taken before its beginning is on record.</param>
    /// <param name="isWell">Whether a step says that all is well.</param>
    public async IAsyncEnumerable<T> RunAsync<T>(Caller caller, JobEvents events, IAsyncEnumerable<T> steps, Func<T, bool> isWell)
    {
        if (await authorizer.AuthorizeAsync(caller, events.Action, events.Begun) is { } refusal)
            throw new UnauthorizedAccessException(refusal.Message);
        var (isWhole, well) = (false, true);
        try
        {
            await foreach (var step in steps)
            {
                well = isWell(step);
                if (!well && events.Trouble != SystemEvent.Unspecified)
                    await authorizer.RecordEndAsync(caller, events.Action, events.Trouble, AccessOutcome.Permitted);
                yield return step;
            }

            isWhole = true;
        }
        finally
        {
            await authorizer.RecordEndAsync(caller, events.Action, events.Ended, isWhole && well ? AccessOutcome.Permitted : AccessOutcome.Refused);
        }
    }
}
