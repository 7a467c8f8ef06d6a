namespace Grpc.Core;

/// <summary>What the transport knows about the peer's identity: here nothing, for callers prove themselves by headers.</summary>
public class AuthContext(string? peerIdentityPropertyName, Dictionary<string, List<AuthProperty>> properties)
{
    /// <summary>Whether the transport proved who the peer is.</summary>
    public bool IsPeerAuthenticated => peerIdentityPropertyName is not null;

    /// <summary>The name of the property that identifies the peer.</summary>
    public string? PeerIdentityPropertyName => peerIdentityPropertyName;

    /// <summary>All that is known.</summary>
    public IEnumerable<AuthProperty> Properties => properties.Values.SelectMany(values => values);
}

/// <summary>One thing known about the peer.</summary>
public class AuthProperty;
