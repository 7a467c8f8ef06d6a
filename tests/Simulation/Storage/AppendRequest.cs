using MedRecords.Journal.Contract;

namespace MedRecords.Simulation.Storage;

/// <summary>An append on its way from a silo to the database and back.</summary>
internal sealed class AppendRequest(AppendBatch batch, StoreSession session, TaskCompletionSource<IReadOnlyList<AppendResult>> answer)
{
    /// <summary>What is to be committed.</summary>
    public AppendBatch Batch => batch;

    /// <summary>The answer that its silo waits for.</summary>
    public TaskCompletionSource<IReadOnlyList<AppendResult>> Waiting => answer;

    /// <summary>Whether its connection broke, so that its silo learns nothing but that.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Sends the answer, or, where nobody can hear it any more, the news that the outcome is not known.</summary>
    public void Answer(IReadOnlyList<AppendResult> results)
    {
        if (IsLost)
            session.Lose(this);
        else
            session.Reply(this, () => answer.TrySetResult(results));
    }

    /// <summary>Says that nothing was stored.</summary>
    public void Refuse(string message) => session.Reply(this, () => answer.TrySetException(new JournalUnavailableException(message)));

    /// <summary>Notes that the connection broke.</summary>
    public void MarkLost() => IsLost = true;
}
