using Google.Protobuf;
using MedRecords.Grains.Access;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Journal;
using MedRecords.Journal.Commit;
using MedRecords.Journal.Contract;
using MedRecords.V1;

namespace MedRecords.Grains.Histories;

/// <summary>What a decision about a small history came to.</summary>
/// <typeparam name="T">What it answers.</typeparam>
/// <param name="Events">Events to add; none where there is nothing to do.</param>
/// <param name="Answer">What to answer once they are durable.</param>
public sealed record HistoryStep<T>(IReadOnlyList<IMessage> Events, Answer<T> Answer)
    where T : class
{
    /// <summary>What happened, where the decision alone can tell; otherwise who asked for it has said so.</summary>
    public SystemEvent What { get; init; }

    /// <summary>A refusal, or an answer that changes nothing.</summary>
    public static implicit operator HistoryStep<T>(Answer<T> answer) => new([], answer);
}

/// <summary>
/// Authorizes, decides and commits changes of small histories, as ChartGrain does for charts: nothing is
/// applied or answered before it is durable, and what was decided on something old is decided again.
/// </summary>
/// <typeparam name="TState">Type of the state.</typeparam>
public sealed class HistoryWriter<TState>(SealedJournal journal, Histories<TState> histories, Func<TState, byte[], TState> apply, Grounds grounds, TimeProvider time)
    where TState : class
{
    /// <summary>Carries out one change on behalf of a caller.</summary>
    public async Task<Answer<T>> CarryOutAsync<T>(
        HistoryId subject,
        Caller caller,
        AccessAction action,
        Func<AccessQuestion, Verdict> authorize,
        Func<TState, DateTimeOffset, HistoryStep<T>> decide,
        SystemEvent what = SystemEvent.Unspecified)
        where T : class
    {
        while (true)
        {
            var history = await histories.ReadAsync(subject);
            var ground = await grounds.ReadAsync(caller);
            var question = ground.Ask(caller, action, time.GetUtcNow());
            var verdict = authorize(question);
            HistoryStep<T> step = verdict.Refusal is { } denied ? (Answer<T>)denied : decide(history.State, question.At);
            var outcome = verdict.Refusal is not null ? AccessOutcome.Denied : step.Answer.Refusal is null ? AccessOutcome.Permitted : AccessOutcome.Refused;
            var access = AccessRecords.Build(question, verdict, outcome, subject.ToString(), history.At.Version, []);
            access.Event = step.What == SystemEvent.Unspecified ? what : step.What;
            Seen[] also = [.. ground.Seen.Where(s => s.History != subject)];
            var result = await journal.CommitAsync(new Proposal(history.At, also, step.Events, access, []));
            if (result.Committed)
            {
                Learn(history, result);
                return step.Answer;
            }

            await histories.ReadAsync(subject, result.Current[0]);
            await grounds.CatchUpAsync(also, [.. result.Current.Skip(1)]);
        }
    }

    /// <summary>Takes note of what was committed.</summary>
    public void Learn(History<TState> before, CommitOutcome committed)
    {
        if (committed.Events.Count > 0)
            histories.Learn(new History<TState>(committed.After!, committed.Events.Aggregate(before.State, (state, next) => apply(state, next.Content))));
    }
}
