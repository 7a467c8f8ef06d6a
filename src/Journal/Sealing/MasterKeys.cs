using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Sealing;

/// <summary>How many keys of a journal one master key wraps.</summary>
/// <param name="Id">The master key's name.</param>
/// <param name="Keys">Keys wrapped under it: data keys of histories, and the institution key.</param>
/// <param name="Place">Its place in the key ring, from 1, which is the one in use; 0 where the ring lacks it.</param>
public readonly record struct MasterKeyUse(MasterKeyId Id, long Keys, int Place);

/// <summary>
/// The key ring in use, which can be exchanged while the service runs. A ring that lacks a master key under which
/// something is wrapped is refused, and the one before stays in use.
/// </summary>
/// <param name="store">The open journal.</param>
/// <param name="ring">The ring to begin with.</param>
/// <param name="load">Reads the ring anew from where it is kept; throws <see cref="JournalRefusedException"/> where it cannot.</param>
/// <param name="time">The clock; only how often the source is asked depends on it.</param>
public sealed class MasterKeys(IJournalStore store, KeyRing ring, Func<CancellationToken, Task<KeyRing>> load, TimeProvider time)
{
    /// <summary>How often an unknown master key makes the ring be read anew; a key command may be slow.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile KeyRing _ring = ring;
    private long? _asked;

    /// <summary>Master keys that stay as they are.</summary>
    public MasterKeys(IJournalStore store, KeyRing ring)
        : this(store, ring, _ => Task.FromResult(ring), TimeProvider.System)
    {
    }

    /// <summary>The ring in use.</summary>
    public KeyRing Ring => _ring;

    /// <summary>Throws <see cref="JournalRefusedException"/> where a ring lacks a master key that is still needed.</summary>
    public async Task CheckAsync(KeyRing candidate, CancellationToken cancellation)
    {
        foreach (var (id, keys) in await CountAsync(cancellation))
        {
            if (!candidate.Ids.Contains(id))
                throw new JournalRefusedException($"The key ring lacks master key {id}, under which {keys} keys of this journal are wrapped. Put its line back, below the first; it may go once \"medrecords keys\" shows no key under it.");
        }
    }

    /// <summary>
    /// Reads the ring anew and takes it into use; false where nothing has changed. Throws
    /// <see cref="JournalRefusedException"/> where it cannot be read or lacks a master key that is still needed.
    /// </summary>
    public async Task<bool> RefreshAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            var found = await load(cancellation);
            if (found.Ids.SequenceEqual(_ring.Ids))
                return false;
            if (_ring.Ids.Except(found.Ids).Any())
                await CheckAsync(found, cancellation);
            _ring = found;
            return true;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>
    /// Unwraps the data key of a history; a master key that is not known makes the ring be read anew. Throws as
    /// <see cref="KeyRing.Unwrap"/> does.
    /// </summary>
    public async Task<DataKey> UnwrapAsync(byte[] wrapped, HistoryId owner, CancellationToken cancellation)
    {
        if (!_ring.Ids.Contains(KeyRing.IdOf(wrapped)))
            await LookAgainAsync(cancellation);
        return _ring.Unwrap(wrapped, owner);
    }

    /// <summary>Each master key that the ring holds or the journal needs, those of the ring first and in its order.</summary>
    public async Task<IReadOnlyList<MasterKeyUse>> ListAsync(CancellationToken cancellation)
    {
        var counts = await CountAsync(cancellation);
        var ids = _ring.Ids;
        return
        [
            .. ids.Select((id, place) => new MasterKeyUse(id, counts.GetValueOrDefault(id), place + 1)),
            .. counts.Where(count => !ids.Contains(count.Key)).Select(count => new MasterKeyUse(count.Key, count.Value, 0)),
        ];
    }

    private async Task<IReadOnlyDictionary<MasterKeyId, long>> CountAsync(CancellationToken cancellation)
    {
        var counts = (await store.CountKeysAsync(cancellation)).ToDictionary(group => MasterKeyId.Read(group.MasterKey), group => group.Keys);
        if (await InstitutionKeys.ReadMasterKeyAsync(store, cancellation) is { } id)
            counts[id] = counts.GetValueOrDefault(id) + 1;
        return counts;
    }

    private async Task LookAgainAsync(CancellationToken cancellation)
    {
        if (_asked is { } asked && time.GetElapsedTime(asked) < Pause)
            return;
        _asked = time.GetTimestamp();
        try
        {
            await RefreshAsync(cancellation);
        }
        catch (JournalRefusedException)
        {
            // What cannot be unwrapped says so itself, and whoever watches the ring tells why it was refused.
        }
    }
}
