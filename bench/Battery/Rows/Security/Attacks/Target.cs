using System.Net;
using MedRecords.Battery.Load.Http2;

namespace MedRecords.Battery.Rows.Security.Attacks;

/// <summary>What is attacked, and what an attacker knows of it: an account of a site of its own, and one of its charts.</summary>
internal sealed class Target(int port, string token, string chart)
{
    private long _blows;

    /// <summary>Where the service listens.</summary>
    public IPEndPoint Address { get; } = new(IPAddress.Loopback, port);

    /// <summary>The attacker's token.</summary>
    public string Token => token;

    /// <summary>A chart of the attacker's site.</summary>
    public string Chart => chart;

    /// <summary>What was done so far: frames, streams, connections, calls.</summary>
    public long Blows => Interlocked.Read(ref _blows);

    /// <summary>Counts what was done.</summary>
    public void Hit(int blows = 1) => Interlocked.Add(ref _blows, blows);

    /// <summary>Headers of a call.</summary>
    public byte[] CallOf(string method, string? bearer, string timeout = "30S") =>
        HeaderBlock.ForCall(Address.ToString(), $"/medrecords.v1.{method}", bearer, timeout).First;
}
