using System.Runtime.CompilerServices;
using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;
using MedRecords.Silo.Security;
using MedRecords.V1;

namespace MedRecords.Silo.Diagnosis.Checks;

/// <summary>Whether the key ring is there, is nobody else's to read, and opens the journal.</summary>
internal sealed class KeyRingCheck() : Check("keys")
{
    public override async IAsyncEnumerable<Finding> RunAsync(Examination subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var journal = await subject.TryJournalAsync();
        var isNew = journal is { InstitutionKey: null };
        if (isNew && !KeyRings.Exists(subject.Settings))
        {
            yield return Ok("There is neither a journal nor a key ring yet: the first start makes both.");
            yield break;
        }

        var (ring, problem) = await LoadAsync(subject, cancellation);
        if (ring is null)
            yield return Error(problem);
        else if (journal is null)
            yield return Warning("The key ring can be read; whether it opens the journal cannot be told while the database does not answer.", "Mend the database first.");
        else if (journal.InstitutionKey is { } wrapped && !InstitutionKeys.Fit(ring, wrapped))
            yield return Error("The master key does not match this journal.", "Give the key ring that the journal was made with, or name another database.");
        else
            yield return Ok(isNew ? "The key ring can be read, and will be the new journal's." : "The key ring opens this journal. Keep a copy of it apart from the database.");
    }

    private static async Task<(KeyRing? Ring, string Problem)> LoadAsync(Examination subject, CancellationToken cancellation)
    {
        try
        {
            return (await KeyRings.ReloadAsync(subject.Settings, cancellation), string.Empty);
        }
        catch (JournalRefusedException refusal)
        {
            return (null, refusal.Message);
        }
    }
}
