using System.Runtime.CompilerServices;
using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Sealing;

/// <summary>How far the wrapping anew has come.</summary>
/// <param name="Checked">Keys looked at.</param>
/// <param name="Rewrapped">Keys wrapped anew.</param>
/// <param name="Unopened">Keys that do not open, which stay as they are.</param>
/// <param name="Finished">Whether every key was looked at.</param>
public readonly record struct RewrapProgress(long Checked, long Rewrapped, long Unopened, bool Finished);

/// <summary>
/// Wraps every key that an older master key wraps under the one in use. The keys stay the same, so payloads,
/// chains and heads do too. It can be broken off and begun again, and run on several silos at once: a key is
/// replaced only as long as it is the one that was read, so one that was destroyed meanwhile stays destroyed.
/// </summary>
public static class KeyRewrap
{
    private const int KeysAtOnce = 500;

    /// <summary>Looks at all keys in turn and tells after each batch how far it has come.</summary>
    public static async IAsyncEnumerable<RewrapProgress> RunAsync(
        IJournalStore store, KeyRing ring, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var progress = await InstitutionKeys.RewrapAsync(store, ring, cancellation);
        var after = default(HistoryId);
        while (await store.ReadKeysAsync(after, KeysAtOnce, cancellation) is { Count: > 0 } page)
        {
            var (replacements, unopened) = Rewrap(page, ring);
            var replaced = replacements.Count > 0 ? await store.ReplaceKeysAsync(replacements, cancellation) : 0;
            progress = new RewrapProgress(progress.Checked + page.Count, progress.Rewrapped + replaced, progress.Unopened + unopened, false);
            after = page[^1].History;
            yield return progress;
        }

        yield return progress with { Finished = true };
    }

    private static (List<KeyReplacement> Replacements, int Unopened) Rewrap(IReadOnlyList<StoredKey> page, KeyRing ring)
    {
        var replacements = new List<KeyReplacement>(page.Count);
        var unopened = 0;
        foreach (var (history, wrapped) in page)
        {
            if (KeyRing.IdOf(wrapped) == ring.Ids[0])
                continue;
            try
            {
                replacements.Add(new KeyReplacement(history, wrapped, ring.Wrap(ring.Unwrap(wrapped, history), history)));
            }
            catch (Exception failure) when (failure is JournalDamagedException or JournalUnavailableException)
            {
                unopened++;
            }
        }

        return (replacements, unopened);
    }
}
