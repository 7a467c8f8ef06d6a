namespace Orleans.Runtime;

/// <summary>The part of a grain's identity that names its class.</summary>
public readonly record struct GrainType(IdSpan Value)
{
    /// <summary>Creates a grain type from its name.</summary>
    public static GrainType Create(string value) => new(IdSpan.Create(value));

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A piece of an identity.</summary>
public readonly record struct IdSpan
{
    private readonly string? text;

    private IdSpan(string text) => this.text = text;

    /// <summary>Creates a piece of an identity from its text.</summary>
    public static IdSpan Create(string id) => new(id);

    /// <inheritdoc/>
    public override string ToString() => text ?? "";
}

/// <summary>The identity of a grain: its type and its key.</summary>
public readonly record struct GrainId(GrainType Type, IdSpan Key)
{
    /// <summary>Creates an identity from the names of its parts.</summary>
    public static GrainId Create(string type, string key) => new(GrainType.Create(type), IdSpan.Create(key));

    /// <summary>Creates an identity from a type and the name of a key.</summary>
    public static GrainId Create(GrainType type, string key) => new(type, IdSpan.Create(key));

    /// <inheritdoc/>
    public override string ToString() => $"{Type}/{Key}";
}

/// <summary>The activation of a grain, as its code may see it.</summary>
public interface IGrainContext
{
    /// <summary>Gets the identity of the grain.</summary>
    GrainId GrainId { get; }
}
