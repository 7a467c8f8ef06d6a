using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace MedRecords.GrpcFrontend.Admission;

/// <summary>
/// Bounds how often a network address may show tokens and certificates that turn out to be nobody's: a hundred at once,
/// and twenty a second after that. Only what turned out so counts: thousands who sign in behind one address do not.
/// </summary>
/// <remarks>
/// While an address has used its tries up, a token from there that this process has not met yet may have to be shown
/// again a little later; tokens that it knows go on. Of IPv6, a network of 64 bits counts as one address.
/// </remarks>
internal sealed class Strangers(TimeProvider time)
{
    private const int AtOnce = 100;
    private const double PerSecond = 20;
    private const int ManyAddresses = 4096;

    private readonly ConcurrentDictionary<IPAddress, Debt> _debts = new();
    private long _swept = time.GetTimestamp();

    /// <summary>How many addresses are remembered.</summary>
    public int Count => _debts.Count;

    /// <summary>Whether an address may show one that nobody knows yet.</summary>
    public bool MayTry(IPAddress? address) =>
        address is null || !_debts.TryGetValue(NetworkOf(address), out var debt) || At(debt) <= AtOnce - 1;

    /// <summary>An address showed one that is nobody's.</summary>
    public void Failed(IPAddress? address)
    {
        if (address is null) return;
        _debts.AddOrUpdate(NetworkOf(address), _ => new(1, time.GetTimestamp()), (_, debt) => new(At(debt) + 1, time.GetTimestamp()));
        if (_debts.Count > ManyAddresses) Forget();
    }

    private double At(Debt debt) => Math.Max(0, debt.Tries - (time.GetElapsedTime(debt.Since).TotalSeconds * PerSecond));

    // At most once a second, so that a flood from ever new addresses cannot make it a flood of its own.
    private void Forget()
    {
        var swept = Interlocked.Read(ref _swept);
        if (time.GetElapsedTime(swept) < TimeSpan.FromSeconds(1) || Interlocked.CompareExchange(ref _swept, time.GetTimestamp(), swept) != swept) return;
        foreach (var (address, debt) in _debts)
            if (At(debt) == 0) _debts.TryRemove(new(address, debt));
    }

    private static IPAddress NetworkOf(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.IsIPv4MappedToIPv6) return address;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new(bytes);
    }

    private readonly record struct Debt(double Tries, long Since);
}
