using System.Reflection;

namespace Orleans.Runtime;

/// <summary>Leads one call through the filters to the grain.</summary>
internal sealed class CallContext(Request request, Activation activation) : IIncomingGrainCallContext
{
    private int next;

    public GrainId TargetId => activation.GrainId;

    public object Grain => activation.Grain;

    public MethodInfo InterfaceMethod => request.Kind.Method!;

    public string InterfaceName => InterfaceMethod.DeclaringType!.FullName!;

    public string MethodName => InterfaceMethod.Name;

    public object? Result { get; set; }

    public async Task Invoke()
    {
        var filters = activation.Silo.Filters;
        if (next < filters.Length)
        {
            await filters[next++].Invoke(this);
            return;
        }

        var outcome = request.Invoke(activation.Grain);
        await outcome;
        Result = request.ResultOf(outcome);
    }
}
