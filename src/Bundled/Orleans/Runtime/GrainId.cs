namespace Orleans.Runtime;

/// <summary>A piece of an identity.</summary>
public readonly record struct IdSpan
{
    private readonly string text;

    internal IdSpan(string text) => this.text = text;

    /// <inheritdoc/>
    public override string ToString() => text;
}

/// <summary>The identity of a grain: the name of its class and its key.</summary>
public readonly record struct GrainId
{
    private readonly string type;

    internal GrainId(string type, string key) => (this.type, Key) = (type, new(key));

    /// <summary>Gets the grain's key.</summary>
    public IdSpan Key { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{type}/{Key}";
}
