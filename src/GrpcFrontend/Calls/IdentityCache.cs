using System.Collections.Concurrent;
using MedRecords.Grains.Interfaces.Accounts;

namespace MedRecords.GrpcFrontend.Calls;

/// <summary>
/// Remembers whose token it is until the identity runs out. It never decides: whether the session still
/// holds is decided at the journal on every call. Refusals are not remembered, so nobody can fill it with
/// made-up tokens.
/// </summary>
/// <remarks>
/// Two generations bound it: when the young one is full, the old one is dropped and the young one becomes
/// the old. Whoever calls between two changes of generation stays.
/// </remarks>
internal sealed class IdentityCache(int capacity, TimeProvider time)
{
    private readonly int _generationSize = Math.Max(1, capacity / 2);
    private readonly Lock _turning = new();
    private ConcurrentDictionary<Credential, Identity> _young = new();
    private ConcurrentDictionary<Credential, Identity> _old = new();
    private int _youngCount;

    /// <summary>The identity behind a credential; null where it is not known, or not any more.</summary>
    public Identity? Find(in Credential credential)
    {
        if (_young.TryGetValue(credential, out var identity)) return Valid(identity);
        if (!_old.TryGetValue(credential, out identity)) return null;
        if (Valid(identity) is null) return null;
        Remember(credential, identity);
        return identity;
    }

    /// <summary>Remembers an identity.</summary>
    public void Remember(in Credential credential, Identity identity)
    {
        lock (_turning)
        {
            if (!_young.TryAdd(credential, identity))
            {
                _young[credential] = identity;
                return;
            }

            if (++_youngCount < _generationSize) return;
            _old = _young;
            _young = new();
            _youngCount = 0;
        }
    }

    /// <summary>How many are remembered.</summary>
    public int Count => _young.Count + _old.Count;

    private Identity? Valid(Identity identity) => identity.ExpiresAt > time.GetUtcNow() ? identity : null;
}
