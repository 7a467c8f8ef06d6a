using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Journal;
using MedRecords.Journal.Commit;
using MedRecords.V1;

namespace MedRecords.Grains.Access;

/// <summary>Decides, and puts on record, accesses that concern no one chart; their record is with the caller's account.</summary>
public sealed class Authorizer(SealedJournal journal, Grounds grounds, TimeProvider time)
{
    /// <summary>Why the caller may not; null where they may. Either way it is durably on record.</summary>
    public async Task<Refusal?> AuthorizeAsync(Caller caller, AccessAction action, SystemEvent what = SystemEvent.Unspecified) =>
        (await CarryOutAsync(caller, action, static () => Task.FromResult(Done.Instance), (_, record) => record.Event = what)).Refusal;

    /// <summary>
    /// Does what the caller may, once, and then puts on record that it was done, and what came of it. Nothing is
    /// answered before that is durable, or where the caller may no more by then.
    /// </summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="action">What is to be done.</param>
    /// <param name="carryOut">Does it; it changes nothing.</param>
    /// <param name="describe">Adds to the record; the answer is null where the caller may not.</param>
    public async Task<Answer<T>> CarryOutAsync<T>(Caller caller, AccessAction action, Func<Task<T>> carryOut, Action<T?, AccessRecord> describe)
        where T : class
    {
        T? done = null;
        while (true)
        {
            var ground = await grounds.ReadAsync(caller);
            var question = ground.Ask(caller, action, time.GetUtcNow());
            var verdict = AccessRules.DecideAnywhere(question);
            if (verdict.Refusal is null)
                done ??= await carryOut();
            var outcome = verdict.Refusal is null ? AccessOutcome.Permitted : AccessOutcome.Denied;
            if (await TryRecordAsync(ground, question, verdict, outcome, record => describe(verdict.Refusal is null ? done : null, record)))
                return verdict.Refusal is { } refusal ? refusal : done!;
        }
    }

    /// <summary>Puts on record how something ended that the caller was permitted to begin, whether or not they still might begin it.</summary>
    public async Task RecordEndAsync(Caller caller, AccessAction action, SystemEvent what, AccessOutcome outcome)
    {
        while (true)
        {
            var ground = await grounds.ReadAsync(caller);
            var question = ground.Ask(caller, action, time.GetUtcNow());
            if (await TryRecordAsync(ground, question, AccessRules.DecideAnywhere(question), outcome, record => record.Event = what))
                return;
        }
    }

    /// <summary>False where the ground was outdated: nothing is on record then, and the ground is known anew.</summary>
    private async Task<bool> TryRecordAsync(Ground ground, AccessQuestion question, Verdict verdict, AccessOutcome outcome, Action<AccessRecord> describe)
    {
        var record = AccessRecords.Build(question, verdict, outcome, question.Caller.Account, ground.Account.At.Version, []);
        describe(record);
        var result = await journal.CommitAsync(new Proposal(ground.Account.At, ground.Seen[1..], record));
        if (!result.Committed)
            await grounds.CatchUpAsync(ground.Seen, result.Current);
        return result.Committed;
    }
}
