using System.Security.Cryptography;
using MedRecords.Journal.Contract;

namespace MedRecords.Battery.Rows.Reliability.Damages;

/// <summary>What a journal answered, question by question, so that an error of one answer excuses no other.</summary>
internal sealed class Answers
{
    private readonly List<(DamageOutcome WhenWrong, string? Hash)> _all = [];

    /// <summary>The first error among them.</summary>
    public Exception? Refusal { get; private set; }

    /// <summary>Whether an exception is one that the contract has for a damage.</summary>
    public static bool IsForeseen(Exception failure) =>
        failure is JournalDamagedException or JournalRefusedException or JournalUnavailableException or ContradictionException;

    /// <summary>Asks, and keeps a hash of the answer.</summary>
    public async Task AskAsync(DamageOutcome whenWrong, Func<Task<IEnumerable<byte[]>>> question)
    {
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var part in await question())
            {
                hash.AppendData(BitConverter.GetBytes(part.Length));
                hash.AppendData(part);
            }

            _all.Add((whenWrong, Convert.ToHexString(hash.GetHashAndReset())));
        }
        catch (Exception failure) when (IsForeseen(failure))
        {
            Refusal ??= failure;
            _all.Add((whenWrong, null));
        }
    }

    /// <summary>The worst that an answer which is neither an error nor that of <paramref name="sound"/> means.</summary>
    public DamageOutcome? FindWrong(Answers sound)
    {
        var wrong = _all.Zip(sound._all).Where(pair => pair.First.Hash is { } hash && hash != pair.Second.Hash).ToList();
        return wrong.Count == 0 ? null : wrong.Max(pair => pair.First.WhenWrong);
    }
}
