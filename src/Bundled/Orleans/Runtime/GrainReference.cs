namespace Orleans.Runtime;

/// <summary>A reference to a grain, whose calls reach the grain's activation and bring it to life if there is none.</summary>
public abstract class GrainReference : IAddressable
{
    private readonly GrainClass type;
    private Activation? target;

    internal GrainReference(GrainClass type, string key)
    {
        this.type = type;
        Key = key;
    }

    internal string Key { get; }

    internal Task Send(Request request)
    {
        if (request.Token.IsCancellationRequested) return request.Faulted(new OperationCanceledException(request.Token));
        try
        {
            while (true)
            {
                var activation = target ??= type.Locate(Key);
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
    public override string ToString() => type.IdOf(Key).ToString();
}
