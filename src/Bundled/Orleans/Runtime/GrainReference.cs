namespace Orleans.Runtime;

/// <summary>A reference to a grain, whose calls reach the grain's activation and bring it to life if there is none.</summary>
public abstract class GrainReference : IAddressable
{
    private readonly GrainClass type;
    private readonly string key;
    private Activation? target;

    internal GrainReference(GrainClass type, string key)
    {
        this.type = type;
        this.key = key;
    }

    /// <summary>Gets the identity of the grain.</summary>
    public GrainId GrainId => type.IdOf(key);

    internal Task Send(Request request)
    {
        if (request.Token.IsCancellationRequested) return request.Faulted(new OperationCanceledException(request.Token));
        try
        {
            while (true)
            {
                var activation = target ??= type.Locate(key);
                if (type.Workers > 1) target = null;
                if (activation.Send(request) is { } answer) return answer;
                target = null;
            }
        }
        catch (SiloUnavailableException exception)
        {
            return request.Faulted(exception);
        }
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainReference other && other.type == type && other.key == key;

    /// <inheritdoc/>
    public override int GetHashCode() => key.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => GrainId.ToString();
}
