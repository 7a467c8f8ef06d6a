namespace Grpc.Core;

/// <summary>What a client says about one call besides its request.</summary>
public struct CallOptions(Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default)
{
    /// <summary>The metadata to send ahead.</summary>
    public Metadata? Headers { get; private set; } = headers;

    /// <summary>When the client stops waiting, in UTC.</summary>
    public DateTime? Deadline { get; private set; } = deadline;

    /// <summary>Gives the call up.</summary>
    public CancellationToken CancellationToken { get; private set; } = cancellationToken;

    /// <summary>The same options with other metadata.</summary>
    public readonly CallOptions WithHeaders(Metadata headers) => this with { Headers = headers };

    /// <summary>The same options with another deadline.</summary>
    public readonly CallOptions WithDeadline(DateTime deadline) => this with { Deadline = deadline };

    /// <summary>The same options with another token.</summary>
    public readonly CallOptions WithCancellationToken(CancellationToken cancellationToken) => this with { CancellationToken = cancellationToken };
}
