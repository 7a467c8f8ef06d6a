using System.Runtime.InteropServices;

namespace MedRecords.GrpcFrontend.Admission;

/// <summary>Everybody who has something running or waiting, and some who had.</summary>
internal sealed class Claimants(IReadOnlyDictionary<string, int> weights)
{
    private const int LeastKept = 1024;

    private readonly Dictionary<string, SiteShare> _shares = [];
    private readonly Dictionary<(string Site, string Account), Claimant> _claimants = [];
    private int _sweepAt = LeastKept;

    /// <summary>Shares that are known.</summary>
    public IReadOnlyCollection<SiteShare> Shares => _shares.Values;

    /// <summary>How many are kept.</summary>
    public int Count => _claimants.Count;

    /// <summary>The claimant of a site's account.</summary>
    public Claimant Find(string site, string account)
    {
        if (_claimants.TryGetValue((site, account), out var known)) return known;
        if (_claimants.Count >= _sweepAt) Sweep();
        ref var share = ref CollectionsMarshal.GetValueRefOrAddDefault(_shares, site, out _);
        share ??= new(site, weights.GetValueOrDefault(site, 1));
        return _claimants[(site, account)] = new(share, account);
    }

    // Often enough that memory is bound by who is here, seldom enough that it costs nothing.
    private void Sweep()
    {
        foreach (var (key, claimant) in _claimants)
            if (claimant.IsIdle) _claimants.Remove(key);
        var inUse = _claimants.Values.Select(claimant => claimant.Share.Site).ToHashSet();
        foreach (var site in _shares.Keys)
            if (!inUse.Contains(site)) _shares.Remove(site);
        _sweepAt = Math.Max(LeastKept, 2 * _claimants.Count);
    }
}
