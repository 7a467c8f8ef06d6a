namespace Orleans.Runtime;

/// <summary>The identity of a stream: a namespace and a key.</summary>
public readonly record struct StreamId
{
    private readonly string? ns;
    private readonly string key;

    private StreamId(string? ns, string key) => (this.ns, this.key) = (ns, key);

    /// <summary>Creates the identity of a stream named by a string.</summary>
    public static StreamId Create(string? ns, string key) => new(ns, key);

    /// <inheritdoc/>
    public override string ToString() => $"{ns}/{key}";
}
