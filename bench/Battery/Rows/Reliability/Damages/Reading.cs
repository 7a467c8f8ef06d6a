using System.Security.Cryptography;
using MedRecords.Journal.Sealing;
using MedRecords.Journal.Sqlite;

namespace MedRecords.Battery.Rows.Reliability.Damages;

/// <summary>What was read of a journal, and whether that is as it was.</summary>
/// <param name="CommitCount">Number of the last commit; 0 where the journal could not be read as a whole.</param>
/// <param name="Root">Root of the Merkle tree over the commits.</param>
/// <param name="Content">Hash of every event, commit and access record.</param>
/// <param name="Refusal">Why it could not be read as a whole.</param>
/// <param name="Answers">What it answered when asked for single things.</param>
internal sealed record Reading(long CommitCount, string Root, string Content, Exception? Refusal, Answers Answers)
{
    /// <summary>Reads everything; where the journal does not even open, the exceptions are the journal's.</summary>
    public static async Task<Reading> TakeAsync(string path, KeyRing ring)
    {
        await using var store = new SqliteJournalStore(new SqliteJournalOptions(path));
        await store.OpenAsync(CancellationToken.None);
        try
        {
            var whole = await WholeJournal.ReadOpenAsync(store, ring);
            return new Reading(whole.Commits.Count, Convert.ToHexString(whole.Root), HashContent(whole), null, await Questions.AskAsync(store));
        }
        catch (Exception failure) when (Answers.IsForeseen(failure))
        {
            return new Reading(0, "", "", failure, await Questions.AskAsync(store));
        }
    }

    /// <summary>What it means that this was read where <paramref name="sound"/> was read before.</summary>
    public (DamageOutcome Outcome, string Why) CompareWith(Reading sound)
    {
        // A log that lost its end is a journal of an earlier time, with that time's answers.
        if (Refusal is null && (CommitCount != sound.CommitCount || Root != sound.Root))
            return (DamageOutcome.OtherHead, $"{CommitCount} commits instead of {sound.CommitCount}");
        if (Refusal is null && Content != sound.Content)
            return (DamageOutcome.WrongContent, "");
        if (Answers.FindWrong(sound.Answers) is { } wrong)
            return (wrong, Refusal is null ? "" : Describe(Refusal));
        return (Refusal ?? Answers.Refusal) is { } refusal ? (DamageOutcome.Refused, Describe(refusal)) : (DamageOutcome.Harmless, "");
    }

    /// <summary>An exception on one line.</summary>
    public static string Describe(Exception failure) => $"{failure.GetType().Name}: {failure.Message.ReplaceLineEndings(" ")}";

    private static string HashContent(WholeJournal whole)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (history, events) in whole.Events.OrderBy(item => item.Key))
        {
            hash.AppendData(history.Value.ToByteArray());
            foreach (var one in events)
            {
                hash.AppendData(one.Content);
                hash.AppendData(one.Hash.Span);
            }
        }

        foreach (var access in whole.Accesses)
            hash.AppendData(access);
        hash.AppendData(whole.Root);
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
