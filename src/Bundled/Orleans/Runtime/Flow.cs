namespace Orleans.Runtime;

/// <summary>Keeps what belongs to one caller (its trace, its locals) out of work that outlives the call.</summary>
internal static class Flow
{
    public static AsyncFlowControl? Suppress() => ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
}
