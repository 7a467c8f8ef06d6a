using System.Runtime.InteropServices;
using MedRecords.GrpcFrontend.Mapping;

namespace MedRecords.GrpcFrontend.Admission;

/// <summary>
/// Bounds streams by number, in all, by site and by account. They last as long as their clients like and do little
/// at a time, so they wait for no turn.
/// </summary>
internal sealed class OpenStreams(StreamBounds bounds, AdmissionMetrics metrics)
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _bySite = [];
    private readonly Dictionary<(string Site, string Account), int> _byAccount = [];
    private int _count;

    /// <summary>Takes a place until it is disposed of, or throws the refusal.</summary>
    public Place Enter((string Share, string Account) claim)
    {
        var (site, account) = claim;
        lock (_gate)
        {
            if (_count < bounds.Total && _bySite.GetValueOrDefault(site) < bounds.PerSite && _byAccount.GetValueOrDefault((site, account)) < bounds.PerAccount)
            {
                Count(site, account, +1);
                return new(this, site, account);
            }
        }

        metrics.Refused(site, RefusalCause.Streams);
        throw Errors.Overloaded(RefusalCause.Streams, RetryDelay.Around(Wait));
    }

    private void Leave(string site, string account)
    {
        lock (_gate) Count(site, account, -1);
    }

    private void Count(string site, string account, int change)
    {
        _count += change;
        Count(_bySite, site, change);
        Count(_byAccount, (site, account), change);
    }

    private static void Count<TKey>(Dictionary<TKey, int> counts, TKey key, int change)
        where TKey : notnull
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _);
        count += change;
        if (count == 0) counts.Remove(key);
    }

    /// <summary>One open stream's place.</summary>
    internal readonly struct Place(OpenStreams streams, string site, string account) : IDisposable
    {
        /// <summary>Gives the place back.</summary>
        public void Dispose() => streams.Leave(site, account);
    }
}
