using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Journal;
using MedRecords.Journal.Commit;
using MedRecords.V1;

namespace MedRecords.Grains.Access;

/// <summary>Decides, and puts on record, accesses that concern no one chart; their record is with the caller's account.</summary>
public sealed class Authorizer(SealedJournal journal, Grounds grounds, TimeProvider time)
{
    /// <summary>Why the caller may not; null where they may. Either way it is durably on record.</summary>
    public async Task<Refusal?> AuthorizeAsync(Caller caller, AccessAction action)
    {
        while (true)
        {
            var ground = await grounds.ReadAsync(caller);
            var question = ground.Ask(caller, action, time.GetUtcNow());
            var verdict = AccessRules.DecideAnywhere(question);
            var outcome = verdict.Refusal is null ? AccessOutcome.Permitted : AccessOutcome.Denied;
            var access = AccessRecords.Build(question, verdict, outcome, caller.Account, ground.Account.At.Version, []);
            var result = await journal.CommitAsync(new Proposal(ground.Account.At, ground.Seen[1..], access));
            if (result.Committed)
                return verdict.Refusal;
            await grounds.CatchUpAsync(ground.Seen, result.Current);
        }
    }
}
